import type { Stroke } from './stroke.ts';

/** A value over a stretch of the horizontal axis, in the axis' own unit; at a moment where `from` is `to`. Null is a gap. */
export interface ChartPoint {
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
}

/**
 * What is drawn of one quantity. `line` joins the middles of the points, `steps` keeps each value over its stretch, `ground`
 * is steps with the ground under them, `bars` stand where a value is above zero.
 */
export interface ChartSeries {
  readonly label: string;
  readonly shape: 'line' | 'steps' | 'ground' | 'bars';
  readonly stroke: Stroke;
  /** In the order of the axis. */
  readonly points: readonly ChartPoint[];
}

/** All values of all series that are there. */
export function valuesOf(series: readonly ChartSeries[]): number[] {
  return series.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])));
}
