import { line } from 'd3-shape';
import type { SeriesSlice } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { latencyText } from '../number-text.ts';
import { chartFigure, plotHeight, plotWidth } from './chart-frame.ts';
import { latencyPoints, type LatencyPoint } from './latency-points.ts';
import { seriesEndMs } from './series-end.ts';
import { strokedPath, swatch, type Stroke } from './stroke.ts';
import { timeAxis } from './time-axis.ts';
import { latencyAxis } from './value-axis.ts';

/** From the back to the front: the median is what should be seen first. */
const strokes = {
  max: { name: 'faint', width: 1.25, dashes: '1 4' },
  p99: { name: 'ink', width: 1.5 },
  p95: { name: 'soft', width: 1.5, dashes: '5 4' },
  p50: { name: 'accent', width: 2.25 },
} as const satisfies Record<string, Stroke>;

const measures = ['max', 'p99', 'p95', 'p50'] as const;

/** Latency percentiles of each slice over time, in ms; call it only where some slice has one. */
export function latencyChart(series: readonly SeriesSlice[], typicalMs: number | null): Markup {
  const time = timeAxis(seriesEndMs(series));
  const largest = series.map(slice => slice.max).filter(value => value !== null);
  const axis = latencyAxis([...largest, ...series.map(slice => slice.p50).filter(value => value !== null)], typicalMs);
  const shown = series.filter(slice => !nothingDue(slice));
  const path = line<LatencyPoint>()
    .defined(point => point.ms !== null)
    .x(point => time.at(point.atMs) * plotWidth)
    .y(point => (1 - axis.at(point.ms ?? 0)) * plotHeight)
    .digits(1);

  return chartFigure({
    id: 'latency',
    title: 'Latency over time',
    note: `Milliseconds from the due time to the answer${axis.logarithmic ? ', logarithmic scale' : ''}`,
    description: `Latency percentiles of each slice over time; the largest value is ${latencyText(Math.max(...largest))} ms. The numbers are in the table below the charts.`,
    legend: measures.toReversed().map(measure => ({ label: measure, swatch: swatch(strokes[measure]) })),
    xTicks: time.ticks,
    yTicks: axis.ticks,
    marks: measures.map(measure => strokedPath(path(latencyPoints(shown, measure)) ?? '', strokes[measure])),
  });
}

/**
 * A slice without a due operation interrupts no line: nothing could be measured. One in which something was due and
 * nothing was answered is a gap, which is what a stalled server looks like.
 */
function nothingDue(slice: SeriesSlice): boolean {
  return slice.asked === 0 && slice.p50 === null;
}
