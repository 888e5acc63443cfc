import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SlotWatch, type SlotLook } from '../../src/observe/slot-watch.ts';

const look = (name: string, retainedBytes: number | null, changes: Partial<SlotLook> = {}): SlotLook => {
  const usual = { plugin: 'pgoutput', active: true, walStatus: 'reserved', confirmedBytesBehind: retainedBytes };
  return { name, retainedBytes, ...usual, ...changes };
};

test('largest and last values of each slot, the own ones marked', () => {
  const watch = new SlotWatch();
  watch.looked(0, [look('a', 10), look('b', null, { plugin: null })]);
  watch.looked(1_000, [look('a', 500)]);
  watch.looked(2_000, [look('a', 20, { active: false, walStatus: 'lost' })]);
  const { a, b } = watch.result(new Set(['a']));
  assert.deepEqual(
    { ...a, series: a!.series.map(({ atMs, retainedBytes }) => [atMs, retainedBytes]) },
    {
      own: true,
      plugin: 'pgoutput',
      activeLast: false,
      walStatusLast: 'lost',
      retainedBytesLast: 20,
      retainedBytesMax: 500,
      confirmedBytesBehindMax: 500,
      series: [
        [0, 10],
        [1_000, 500],
        [2_000, 20],
      ],
    },
  );
  assert.deepEqual([b!.own, b!.plugin, b!.retainedBytesMax], [false, null, null]);
});

test('a week of looks keeps at most 600 points, and no peak is lost', () => {
  const watch = new SlotWatch();
  const peakAt = 412_345;
  for (let second = 0; second < 604_800; second++)
    watch.looked(second * 1_000, [look('a', second === peakAt ? 9_999 : 1)]);
  const { series, retainedBytesMax } = watch.result(new Set())['a']!;
  assert.ok(series.length > 200 && series.length <= 600, `${series.length} points`);
  assert.equal(retainedBytesMax, 9_999);
  const peak = series.find(({ retainedBytes }) => retainedBytes === 9_999)!;
  assert.ok(peak.atMs <= peakAt * 1_000, 'the peak stands in the slice in which it was');
});
