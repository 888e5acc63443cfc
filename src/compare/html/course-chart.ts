import { area } from 'd3-shape';
import { chartFigure } from '../../report/html/charts/chart-frame.ts';
import { valuesOf, type ChartSeries } from '../../report/html/charts/chart-series.ts';
import type { Plane } from '../../report/html/charts/series-mark.ts';
import { filledPath } from '../../report/html/charts/stroke.ts';
import { timeTicks } from '../../report/html/charts/time-ticks.ts';
import type { ValueAxis } from '../../report/html/charts/value-axis.ts';
import type { Markup } from '../../report/html/markup.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import type { Comparison } from '../comparison.generated.ts';
import type { Both } from '../side-input.ts';
import type { CoursePoint } from './course.ts';
import { sideLook } from './side-look.ts';

/** How both sides went over time. */
export interface CourseChart {
  readonly id: string;
  readonly title: string;
  /** What is plotted in which unit. */
  readonly note: string;
  readonly shape: 'line' | 'steps';
  readonly points: Both<readonly CoursePoint[]>;
  readonly axisOf: (values: readonly number[]) => ValueAxis;
  readonly value: (value: number) => string;
  /** End of the time that all charts share. */
  readonly toMs: number;
}

// Dashes lie in front: where both sides are alike both are seen.
const sidesFromBack = ['candidate', 'base'] as const;

/** Both sides in one chart: a line through the medians of the runs, and where there are several a ground from the lowest to the highest. */
export function courseChart(
  { id, title, note, shape, points, axisOf, value, toMs }: CourseChart,
  { sides, statistics }: Comparison,
): Markup {
  const series = sidesFromBack.map((side): ChartSeries => {
    const line = points[side].map(({ fromMs, toMs: to, median }) => ({ from: fromMs, to, value: median }));
    return { label: sides[side].name, shape, stroke: sideLook[side], points: line };
  });
  const hasBands = Math.max(statistics.runs.base, statistics.runs.candidate) > 1;
  const highest = sidesFromBack.flatMap(side => points[side].map(point => point.highest ?? 0));
  const axis = axisOf([...highest, ...valuesOf(series)]);
  return chartFigure({
    id,
    title,
    note: `${note}${axis.logarithmic ? ', logarithmic scale' : ''}${hasBands ? '; the lines are medians of the runs, the grounds reach from the lowest to the highest' : ''}`,
    description: `${title} of ${sides.base.name} and ${sides.candidate.name}. The numbers follow the chart.`,
    series,
    axis,
    at: ms => ms / toMs,
    xTicks: timeTicks(0, toMs),
    numbers: { heading: 'From', at: ms => (ms === 0 ? '0 s' : formatDurationMs(ms)), value },
    height: 150,
    behind: plane => hasBands && sidesFromBack.map(side => filledPath(bandOf(points[side], plane), sideLook[side])),
  });
}

function bandOf(points: readonly CoursePoint[], { x, y }: Plane): string {
  const corners = points.flatMap(point => [
    { ...point, atMs: point.fromMs },
    { ...point, atMs: point.toMs },
  ]);
  const path = area<(typeof corners)[number]>(
    ({ atMs }) => x(atMs),
    ({ lowest }) => y(lowest ?? 0),
    ({ highest }) => y(highest ?? 0),
  )
    .defined(({ highest }) => highest !== null)
    .digits(1);
  return path(corners) ?? '';
}
