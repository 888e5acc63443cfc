import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Series } from '../../src/observe/series.ts';

const second = 1_000_000;

test('a second a slice, each with what fell into it', () => {
  const series = new Series();
  series.due(0);
  series.due(second - 1);
  series.due(second);
  series.committed(second - 1, 2_000);
  series.committed(2 * second, 4_000);
  series.rejected(2 * second + 5);
  const slices = series.finish(true);
  assert.deepEqual(
    slices.map(({ atMs, durationMs, asked, committed, rejected }) => [atMs, durationMs, asked, committed, rejected]),
    [
      [0, 1_000, 2, 1, 0],
      [1_000, 1_000, 1, 0, 0],
      [2_000, 1_000, 0, 1, 1],
    ],
  );
  assert.deepEqual([slices[1]!.p50, slices[1]!.max], [null, null]);
  assert.ok(Math.abs(slices[2]!.p99! - 4) < 0.05);
});

test('due times mean nothing in a closed loop', () => {
  const series = new Series();
  series.due(0);
  assert.equal(series.finish(false)[0]!.asked, null);
});

test('at most 600 slices however long it lasts, and nothing is lost when they are merged', () => {
  const series = new Series();
  const [count, everyUs] = [5_000, 3.7 * second];
  for (let index = 0; index < count; index++) {
    series.due(index * everyUs);
    if (index % 5 === 0) series.rejected(index * everyUs);
    else series.committed(index * everyUs, index);
  }
  const slices = series.finish(true);
  const sum = (key: 'asked' | 'committed' | 'rejected'): number =>
    slices.reduce((total, slice) => total + slice[key]!, 0);
  assert.ok(slices.length > 300 && slices.length <= 600, `${slices.length} slices`);
  assert.deepEqual([sum('asked'), sum('committed'), sum('rejected')], [count, 4_000, 1_000]);
  assert.deepEqual(new Set(slices.map(({ durationMs }) => durationMs)), new Set([32_000]));
  for (const [index, { atMs }] of slices.entries()) assert.equal(atMs, index * 32_000);
  assert.ok(Math.abs(slices.at(-1)!.max! - 4.999) < 0.05, 'times go along with their slices');
});

test('an event far ahead is put where it belongs', () => {
  const series = new Series();
  series.committed(0, 1);
  series.committed(86_400 * second, 1);
  const slices = series.finish(true);
  assert.ok(slices.length <= 600);
  assert.deepEqual([slices[0]!.committed, slices.at(-1)!.committed], [1, 1]);
  const { atMs, durationMs } = slices.at(-1)!;
  assert.ok(atMs <= 86_400_000 && 86_400_000 < atMs + durationMs);
});
