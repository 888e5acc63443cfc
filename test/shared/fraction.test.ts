import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fraction, gcd, scaleDown } from '../../src/shared/fraction.ts';

test('fractions are in lowest terms', () => {
  assert.deepEqual(fraction(6, 4), { numerator: 3, denominator: 2 });
  assert.deepEqual(fraction(0, 5), { numerator: 0, denominator: 1 });
  assert.deepEqual(fraction(7, 7), { numerator: 1, denominator: 1 });
  assert.equal(gcd(2 ** 40, 6), 2);
  assert.equal(gcd(0, 0), 0);
});

test('scaling down is exact, as whole numbers of any size say', () => {
  const part = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), part, part, (count, numerator, denominator) => {
      const exact = (BigInt(count) * BigInt(numerator)) / BigInt(denominator);
      assert.equal(BigInt(scaleDown(count, fraction(numerator, denominator))), exact);
    }),
    { seed: 20_240_501, numRuns: 2_000 },
  );
});
