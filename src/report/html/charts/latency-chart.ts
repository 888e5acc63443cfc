import type { SeriesSlice } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { latencyText } from '../number-text.ts';
import { valuesOf } from './chart-series.ts';
import { joinedNote } from './fewer-points.ts';
import { percentileSeries } from './latency-series.ts';
import { timeChart } from './time-chart.ts';
import type { TimeLine } from './time-line.ts';
import { latencyAxis } from './value-axis.ts';

/** Latency percentiles of each slice over time, in ms; call it only where some slice has one. */
export function latencyChart(slices: readonly SeriesSlice[], typicalMs: number | null, time: TimeLine): Markup {
  const { series, each } = percentileSeries(slices.filter(slice => !nothingDue(slice)));
  const values = valuesOf(series);
  const axis = latencyAxis(values, typicalMs);
  return timeChart({
    id: 'latency',
    title: 'Latency over time',
    note: `Milliseconds from the due time to the answer${axis.logarithmic ? ', logarithmic scale' : ''}${joinedNote(each)}`,
    description: `Latency percentiles of each slice over time; the largest value is ${latencyText(Math.max(...values))} ms. The numbers follow the chart.`,
    time,
    series,
    axis,
    value: latencyText,
  });
}

/**
 * A slice without a due operation interrupts no line: nothing could be measured. One in which something was due and
 * nothing was answered is a gap, which is what a stalled server looks like.
 */
function nothingDue(slice: SeriesSlice): boolean {
  return slice.asked === 0 && slice.p50 === null;
}
