import assert from 'node:assert/strict';
import { test } from 'node:test';
import { courseOf, gridOf } from '../../../src/compare/html/course.ts';

const slices = (values: readonly (number | null)[], durationMs = 1_000) =>
  values.map((value, index) => ({ atMs: index * durationMs, durationMs, value }));
const first = (stretches: readonly { value: number | null }[]): number | null => stretches[0]?.value ?? null;

test('the grid is as fine as the slices, or as coarse as there may be bins', () => {
  assert.deepEqual(gridOf([slices([1, 2, 3])]), { binMs: 1_000, bins: 3, endMs: 3_000 });
  assert.deepEqual(gridOf([slices(Array(600).fill(1))], 60), { binMs: 10_000, bins: 60, endMs: 600_000 });
  assert.deepEqual(gridOf([[]]), { binMs: 1, bins: 1, endMs: 1 });
});

test('what is left over at the end joins the last bin', () => {
  const withRest = [...slices([1, 2, 3]), { atMs: 3_000, durationMs: 17, value: 9 }];
  assert.deepEqual(gridOf([withRest]), { binMs: 1_000, bins: 3, endMs: 3_017 });
});

test('a side is the median of its runs with the lowest and the highest; runs without a value do not count', () => {
  const runs = [slices([1, 5, null]), slices([2, 1, null]), slices([9, null, null])];
  const points = courseOf(runs, gridOf(runs), first);
  assert.deepEqual(points.map(({ median, lowest, highest }) => [median, lowest, highest]), [[2, 1, 9], [3, 1, 5], [null, null, null]]); // prettier-ignore
  assert.deepEqual(points.map(({ fromMs, toMs }) => [fromMs, toMs]), [[0, 1_000], [1_000, 2_000], [2_000, 3_000]]); // prettier-ignore
});

test('a bin sees every stretch that reaches into it, however long', () => {
  const runs = [[{ atMs: 500, durationMs: 2_000, value: 7 }], slices([1, 1, 1])];
  const points = courseOf(runs, { binMs: 1_000, bins: 3, endMs: 3_000 }, first);
  assert.deepEqual(points.map(({ highest }) => highest), [7, 7, 7]); // prettier-ignore
});
