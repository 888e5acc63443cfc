import type { ChartPoint, ChartSeries } from './chart-series.ts';
import { fewerPoints } from './fewer-points.ts';
import type { Stroke } from './stroke.ts';

/** Percentiles of a stretch of time, as the stream's latency and a capture's lag have them, in ms. */
export interface PercentileSlice {
  readonly atMs: number;
  readonly durationMs: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

type Measure = 'p50' | 'p95' | 'p99' | 'max';

// From the back to the front: the median is what should be seen first.
const looks: readonly (readonly [Measure, Stroke])[] = [
  ['max', { name: 'faint', width: 1.25, dashes: '1 4' }],
  ['p99', { name: 'ink', width: 1.5 }],
  ['p95', { name: 'soft', width: 1.5, dashes: '5 4' }],
  ['p50', { name: 'accent', width: 2.25 }],
];

/** A line for each of p50, p95, p99 and max; `each` as in `fewerPoints`. */
export function percentileSeries(slices: readonly PercentileSlice[]): { series: ChartSeries[]; each: number } {
  const series = looks.map(([measure, stroke]) => measureSeries(measure, slices, measure, stroke));
  return { series, each: fewerPoints(pointsOf(slices, 'p50')).each };
}

/** One percentile over time. */
export function measureSeries(
  label: string,
  slices: readonly PercentileSlice[],
  measure: Measure,
  stroke: Stroke,
): ChartSeries {
  return { label, shape: 'line', stroke, points: fewerPoints(pointsOf(slices, measure)).points };
}

function pointsOf(slices: readonly PercentileSlice[], measure: Measure): ChartPoint[] {
  return slices.map(slice => ({ from: slice.atMs, to: slice.atMs + slice.durationMs, value: slice[measure] }));
}
