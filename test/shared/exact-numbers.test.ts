import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parseDurationUs } from '../../src/shared/duration.ts';
import { fraction, gcd, scaleDown } from '../../src/shared/fraction.ts';
import { powerOfTen } from '../../src/shared/power-of-ten.ts';
import { parseRate } from '../../src/shared/rate.ts';

const units = { us: 1, ms: 1_000, s: 1_000_000, m: 60_000_000, h: 3_600_000_000, d: 86_400_000_000 } as const;
const unit = fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[]));

test('whole parts add up exactly, in any order', () => {
  const parts = fc.array(fc.tuple(fc.nat({ max: 9_999 }), unit), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(parts, each => {
      const expected = each.reduce((sum, [amount, name]) => sum + amount * units[name], 0);
      assert.equal(parseDurationUs(each.map(([amount, name]) => `${amount}${name}`).join('')), expected);
    }),
  );
});

test('a fraction is kept to the microsecond, rounded down', () => {
  const digits = fc.tuple(fc.nat({ max: 999 }), fc.integer({ min: 1, max: 6 }), fc.nat({ max: 999_999 }), unit);
  fc.assert(
    fc.property(digits, ([whole, places, fraction, name]) => {
      const decimals = String(fraction).padStart(6, '0').slice(0, places);
      const exact = (BigInt(`${whole}${decimals}`) * BigInt(units[name])) / 10n ** BigInt(places);
      assert.equal(parseDurationUs(`${whole}.${decimals}${name}`), Number(exact));
    }),
    { numRuns: 1_000 },
  );
});

test('no digit of a rate is lost', () => {
  const parts = fc.record({
    whole: fc.nat({ max: 999_999_999 }),
    decimals: fc.constantFrom('', '.5', '.25', '.125', '.333', '.001', '.999', '.10'),
    k: fc.boolean(),
    unit: fc.constantFrom(['s', 1n] as const, ['m', 60n] as const, ['h', 3_600n] as const),
  });
  fc.assert(
    fc.property(parts, ({ whole, decimals, k, unit: [unit, seconds] }) => {
      const { numerator, denominator } = parseRate(`${whole}${decimals}${k ? 'k' : ''}/${unit}`)!;
      assert.ok(Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && denominator > 0);
      const thousandths = BigInt(`${whole}${decimals.slice(1).padEnd(3, '0')}`) * (k ? 1_000n : 1n);
      assert.equal(BigInt(numerator) * 1_000n * seconds, thousandths * BigInt(denominator));
    }),
  );
});

const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

test('the greatest common divisor divides both, and leaves nothing in common', () => {
  fc.assert(
    fc.property(positive, positive, (a, b) => {
      const divisor = gcd(a, b);
      assert.equal((a % divisor) + (b % divisor), 0);
      assert.equal(gcd(a / divisor, b / divisor), 1);
    }),
  );
  assert.deepEqual([gcd(0, 7), gcd(7, 0), gcd(0, 0), gcd(12, 18)], [7, 7, 0, 6]);
});

test('a fraction is in lowest terms and of the same worth', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e15 }), positive, (a, b) => {
      const { numerator, denominator } = fraction(a, b);
      assert.equal(BigInt(numerator) * BigInt(b), BigInt(a) * BigInt(denominator));
      assert.equal(gcd(numerator, denominator), 1);
    }),
  );
  assert.deepEqual(fraction(0, 5), { numerator: 0, denominator: 1 });
});

// Microseconds per operation of any rate per second of six digits.
const numerators = fc.integer({ min: 1, max: 1_000_000_000 });
const denominators = fc.integer({ min: 1, max: 1_000_000 });
const counts = fc.oneof(fc.nat({ max: 1_000 }), fc.nat({ max: Number.MAX_SAFE_INTEGER }));

test('scaling down is floor(count x fraction), exactly', () => {
  fc.assert(
    fc.property(counts, numerators, denominators, (count, a, b) => {
      const exact = (BigInt(count) * BigInt(a)) / BigInt(b);
      fc.pre(exact <= BigInt(Number.MAX_SAFE_INTEGER));
      assert.equal(scaleDown(count, fraction(a, b)), Number(exact));
    }),
    { numRuns: 1_000 },
  );
});

test('counts that plain arithmetic gets wrong', () => {
  assert.equal(scaleDown(100, fraction(29, 100)), 29);
  assert.notEqual(Math.floor(100 * 0.29), 29);
  assert.equal(scaleDown(Number.MAX_SAFE_INTEGER, fraction(999_999, 1_000_000)), 9_007_190_247_541_736);
  assert.equal(scaleDown(0, fraction(1, 3)), 0);
});

test('powers of ten are exact as far as a double holds them', () => {
  for (let exponent = 0; exponent <= 22; exponent++)
    assert.equal(BigInt(powerOfTen(exponent)), 10n ** BigInt(exponent));
});
