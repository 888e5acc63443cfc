import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hodgesLehmann } from '../../../src/compare/statistics/hodges-lehmann.ts';

test('a worked example: the median of the nine differences', () => {
  // 5-1 5-2 5-4 6-1 6-2 6-4 9-1 9-2 9-4 = 1 2 3 4 4 5 5 7 8
  const { estimate, low, high, confidence } = hodgesLehmann([1, 2, 4], [5, 6, 9]);
  assert.deepEqual({ estimate, low, high }, { estimate: 4, low: 1, high: 8 });
  assert.equal(confidence, 1 - 2 / 20);
});

test('the interval of five and five cuts two differences at each end', () => {
  // P(U <= 2) is 4/252 and P(U <= 3) 7/252, over 0.025: so three differences are outside of it at most.
  const base = [1, 2, 3, 4, 5];
  const { low, high, confidence } = hodgesLehmann(base, [10, 30, 50, 70, 90]);
  const differences = [10, 30, 50, 70, 90].flatMap(after => base.map(before => after - before)).sort((a, b) => a - b);
  assert.deepEqual([low, high], [differences[2], differences.at(-3)]);
  assert.equal(confidence, 1 - (2 * 4) / 252);
});

test('one run a side gives their difference, and no confidence', () => {
  assert.deepEqual(hodgesLehmann([4], [7]), { estimate: 3, low: 3, high: 3, confidence: 0 });
});

test('a shift of all values is found exactly, and the interval holds the estimate', () => {
  const sample = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(sample, fc.integer({ min: -500, max: 500 }), (values, shift) => {
      const { estimate, low, high } = hodgesLehmann(
        values,
        values.map(value => value + shift),
      );
      assert.equal(estimate, shift);
      assert.ok(low <= estimate && estimate <= high);
    }),
  );
});
