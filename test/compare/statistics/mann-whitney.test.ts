import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { binomial, mannWhitneyP, waysByU } from '../../../src/compare/statistics/mann-whitney.ts';

/** Every way to deal the values to two samples of these sizes, by the definition: U counts pairs, ties as a half. */
function byEnumeration(higher: readonly number[], lower: readonly number[]): number {
  const all = [...higher, ...lower];
  const u = (first: readonly number[], second: readonly number[]): number =>
    first.reduce((sum, a) => sum + second.reduce((inner, b) => inner + (a > b ? 1 : a === b ? 0.5 : 0), 0), 0);
  const observed = u(higher, lower);
  let ways = 0;
  let atLeast = 0;
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    const first = all.filter((_, index) => (mask >> index) % 2 === 1);
    if (first.length !== higher.length) continue;
    ways += 1;
    if (
      u(
        first,
        all.filter((_, index) => (mask >> index) % 2 === 0),
      ) >= observed
    )
      atLeast += 1;
  }
  return atLeast / ways;
}

test('the probability is that of enumeration, with and without ties', () => {
  const sample = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(sample, sample, (higher, lower) => {
      const difference = Math.abs(mannWhitneyP(higher, lower) - byEnumeration(higher, lower));
      assert.ok(difference < 1e-12, String(difference));
    }),
  );
});

// Complete separation has one way of all: 1 of 20, 70, 252.
for (const [size, ways] of [
  [3, 20],
  [4, 70],
  [5, 252],
] as const) {
  test(`complete separation of ${size} and ${size} has probability 1/${ways}`, () => {
    const low = Array.from({ length: size }, (_, index) => index);
    const high = low.map(value => value + 100);
    assert.equal(mannWhitneyP(high, low), 1 / ways);
    assert.equal(mannWhitneyP(low, high), 1);
    assert.equal(binomial(2 * size, size), ways);
  });
}

// Critical values of U for a one-sided alpha of 0.05 from the usual tables (Mann, Whitney 1947; Milton 1964).
for (const [first, second, critical] of [
  [3, 3, 0],
  [4, 4, 1],
  [5, 5, 4],
  [6, 6, 7],
  [5, 8, 8],
  [8, 8, 15],
  [10, 10, 27],
  [20, 20, 138],
] as const) {
  test(`the largest U at 0.05 of ${first} and ${second} is ${critical}, as in the tables`, () => {
    const ways = waysByU(first, second);
    const all = binomial(first + second, first);
    const upTo = (u: number): number => ways.slice(0, u + 1).reduce((sum, count) => sum + count, 0) / all;
    assert.ok(upTo(critical) <= 0.05 && upTo(critical + 1) > 0.05, `${upTo(critical)} ${upTo(critical + 1)}`);
  });
}

test('values that are all equal prove nothing', () => {
  assert.equal(mannWhitneyP([1, 1, 1, 1], [1, 1, 1, 1]), 1);
});
