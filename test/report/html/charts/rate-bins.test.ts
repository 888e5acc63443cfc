import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateBins } from '../../../../src/report/html/charts/rate-bins.ts';
import { buildSeries } from '../../../fixtures/reports/build-series.ts';

const total = (bins: ReturnType<typeof rateBins>): number =>
  bins.reduce((sum, bin) => sum + (bin.committedPerSecond * (bin.toMs - bin.fromMs)) / 1_000, 0);

test('slices with few operations are joined, and no operation is lost', () => {
  const bins = rateBins(buildSeries({ slices: 300, sliceMs: 1_000, perSecond: 0.5, medianMs: 2 }));
  assert.ok(bins.length >= 12 && bins.length <= 25);
  assert.equal(Math.round(total(bins)), 150);
  for (const bin of bins) assert.equal(bin.askedPerSecond, 0.5);
});

test('many slices become at most 150 bins that touch each other', () => {
  const bins = rateBins(buildSeries({ slices: 600, sliceMs: 36_000, perSecond: 280, medianMs: 2, closedLoop: true }));
  assert.equal(bins.length, 150);
  for (const [index, bin] of bins.entries()) assert.equal(bin.fromMs, bins[index - 1]?.toMs ?? 0);
  assert.equal(bins[0]?.askedPerSecond, null);
});

test('a short last slice is joined to the one before: its rate would say nothing', () => {
  const series = buildSeries({ slices: 20, sliceMs: 1_000, perSecond: 100, medianMs: 2 });
  const tail = { ...series[19]!, atMs: 20_000, durationMs: 3, committed: 1, asked: 0 };
  const bins = rateBins([...series, tail]);
  assert.equal(bins.length, 20);
  assert.equal(bins.at(-1)?.toMs, 20_003);
});

test('no slice, no bin; one slice, one bin', () => {
  assert.deepEqual(rateBins([]), []);
  assert.equal(rateBins(buildSeries({ slices: 1, sliceMs: 1_000, perSecond: 10, medianMs: 2 })).length, 1);
});
