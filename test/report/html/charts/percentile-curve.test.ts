import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentileCurve } from '../../../../src/report/html/charts/percentile-curve.ts';
import { distribution, noise } from '../../../fixtures/reports/build-distribution.ts';

test('the curve rises from the smallest to the largest value and passes the percentiles', () => {
  const latency = distribution(84_000, 3, noise(1));
  const { points, exact } = percentileCurve(latency);
  assert.ok(exact);
  for (const [index, point] of points.entries()) assert.ok(point.ms >= (points[index - 1]?.ms ?? 0));
  assert.ok(Math.abs((points.at(-1)?.ms ?? 0) - (latency.max ?? 0)) <= (latency.max ?? 0) / 500);
  const at99 = points.find(point => point.quantile >= 0.99 - 1e-9);
  assert.equal(at99?.ms, latency.p99);
});

test('one operation has a curve', () => {
  const { points } = percentileCurve(distribution(1, 3, noise(2)));
  assert.ok(points.length > 1);
});

test('a damaged histogram falls back to the percentiles', () => {
  const latency = { ...distribution(500, 3, noise(3)), histogram: 'HISTFAAAAB...' };
  const { points, exact } = percentileCurve(latency);
  assert.equal(exact, false);
  assert.deepEqual(
    points.map(point => point.ms),
    [latency.p50, latency.p90, latency.p95, latency.p99, latency.p999],
  );
});

test('nothing measured, no points', () => {
  assert.deepEqual(percentileCurve(distribution(0, 3, noise(4))).points, []);
});
