import type { SeriesSlice } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { countOf, numberText } from '../number-text.ts';
import { valuesOf, type ChartSeries } from './chart-series.ts';
import { timeChart } from './time-chart.ts';
import type { TimeLine } from './time-line.ts';
import { linearAxis } from './value-axis.ts';

/** Rejected operations over time, a bar for each slice in which there were some. */
export function rejectionsChart(slices: readonly SeriesSlice[], time: TimeLine): Markup {
  const hit = slices.filter(slice => slice.rejected > 0);
  const series: ChartSeries = {
    label: 'rejected',
    shape: 'bars',
    stroke: { name: 'alarm', width: 3 },
    points: hit.map(slice => ({ from: slice.atMs, to: slice.atMs + slice.durationMs, value: slice.rejected })),
  };
  const axis = linearAxis(valuesOf([series]));
  const total = hit.reduce((sum, slice) => sum + slice.rejected, 0);
  return timeChart({
    id: 'rejected',
    title: 'Errors',
    note: 'Operations that the server rejected, for each slice',
    description: `${countOf(total, 'operation')} rejected in ${countOf(hit.length, 'slice')}. The numbers follow the chart.`,
    time,
    series: [series],
    axis: { ...axis, ticks: axis.ticks.filter(tick => Number.isInteger(Number.parseFloat(tick.label))) },
    value: numberText,
    height: 90,
  });
}
