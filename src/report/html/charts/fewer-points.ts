import type { ChartPoint } from './chart-series.ts';

/** More than this a chart of a thousand pixels does not show, and a page of six hours should not weigh more than of five minutes. */
const most = 360;

/** `each`: how many neighbours became one point; 1 where all are as they were. */
export interface FewerPoints {
  readonly points: readonly ChartPoint[];
  readonly each: number;
}

/** Neighbours joined until there are few enough. The largest value stands for them: percentiles cannot be averaged. */
export function fewerPoints(points: readonly ChartPoint[]): FewerPoints {
  const each = Math.ceil(points.length / most);
  if (each <= 1) return { points, each: 1 };
  const joined: ChartPoint[] = [];
  for (let index = 0; index < points.length; index += each) joined.push(largestOf(points.slice(index, index + each)));
  return { points: joined, each };
}

function largestOf(points: readonly ChartPoint[]): ChartPoint {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const value = values.length === 0 ? null : Math.max(...values);
  return { from: points[0]?.from ?? 0, to: points.at(-1)?.to ?? 0, value };
}

/** What a chart's note says of joined points; empty where none were. */
export function joinedNote(each: number): string {
  return each === 1 ? '' : `; each point is the largest of ${each} slices`;
}
