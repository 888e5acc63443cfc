import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyPoints } from '../../../../src/report/html/charts/latency-points.ts';
import type { SeriesSlice } from '../../../../src/report/report.generated.ts';

const slices = (...values: (number | null)[]): SeriesSlice[] =>
  values.map((p50, index) => ({
    atMs: index * 10,
    durationMs: 10,
    asked: 1,
    committed: 1,
    rejected: 0,
    p50,
    p95: p50,
    p99: p50,
    max: p50,
  }));

test('a slice stands in its middle', () => {
  assert.deepEqual(latencyPoints(slices(1, 2), 'p50'), [
    { atMs: 5, ms: 1 },
    { atMs: 15, ms: 2 },
  ]);
});

test('a slice between gaps is drawn over its length, so that it is seen', () => {
  assert.deepEqual(
    latencyPoints(slices(null, 2, null), 'max').filter(point => point.ms !== null),
    [
      { atMs: 10, ms: 2 },
      { atMs: 20, ms: 2 },
    ],
  );
});
