import { area, curveStepAfter, line } from 'd3-shape';
import type { Content } from '../markup.ts';
import type { ChartSeries, ChartPoint } from './chart-series.ts';
import { filledPath, strokedPath } from './stroke.ts';

/** Where a value lies in a plot, in its units. */
export interface Plane {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  /** y of the bottom. */
  readonly bottom: number;
}

type Corner = readonly [at: number, value: number | null];

/** A series as paths. */
export function seriesMark({ shape, stroke, points }: ChartSeries, plane: Plane): Content {
  if (shape === 'bars') return strokedPath(bars(points, plane), stroke);
  if (shape === 'line') return strokedPath(pathOf(lineCorners(points), plane) ?? '', stroke);
  const corners = stepCorners(points);
  const steps = strokedPath(pathOf(corners, plane, true) ?? '', stroke);
  return shape === 'steps' ? steps : [filledPath(groundOf(corners, plane), stroke), steps];
}

function pathOf(corners: readonly Corner[], { x, y }: Plane, isStepped = false): string | null {
  const path = line<Corner>(
    ([at]) => x(at),
    ([, value]) => y(value ?? 0),
  )
    .defined(([, value]) => value !== null)
    .digits(1);
  return (isStepped ? path.curve(curveStepAfter) : path)([...corners]);
}

function groundOf(corners: readonly Corner[], { x, y, bottom }: Plane): string {
  const path = area<Corner>(
    ([at]) => x(at),
    bottom,
    ([, value]) => y(value ?? 0),
  )
    .defined(([, value]) => value !== null)
    .curve(curveStepAfter)
    .digits(1);
  return path([...corners]) ?? '';
}

/**
 * The middle of each point. One between two gaps (or the only one there is) is drawn over its length instead: a line
 * through a single place would not be seen.
 */
function lineCorners(points: readonly ChartPoint[]): Corner[] {
  return points.flatMap(({ from, to, value }, index): Corner[] => {
    const [before, after] = [points[index - 1]?.value ?? null, points[index + 1]?.value ?? null];
    const isAlone = value !== null && before === null && after === null;
    return (isAlone ? [from, to] : [(from + to) / 2]).map(at => [at, value]);
  });
}

/** Where the steps begin, and where one ends that nothing follows. */
function stepCorners(points: readonly ChartPoint[]): Corner[] {
  return points.flatMap(({ from, to, value }, index): Corner[] => {
    const next = points[index + 1];
    if (next !== undefined && next.from <= to && (next.value !== null || value === null)) return [[from, value]];
    return [
      [from, value],
      [to, value],
      [to, null],
    ];
  });
}

// Bars are lines: a line of one slice in six hundred keeps its width, a rectangle would be half a pixel.
function bars(points: readonly ChartPoint[], { x, y, bottom }: Plane): string {
  return points
    .filter(({ value }) => value !== null && value > 0)
    .map(({ from, to, value }) => `M${tenth(x((from + to) / 2))} ${bottom}V${tenth(y(value ?? 0))}`)
    .join('');
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
