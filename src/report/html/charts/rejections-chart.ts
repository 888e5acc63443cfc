import type { SeriesSlice } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { countOf } from '../number-text.ts';
import { chartFigure, plotHeight, plotWidth } from './chart-frame.ts';
import { seriesEndMs } from './series-end.ts';
import { strokedPath, type Stroke } from './stroke.ts';
import { timeAxis } from './time-axis.ts';
import { linearAxis } from './value-axis.ts';

const stroke: Stroke = { name: 'alarm', width: 3 };

/** Rejected operations over time, a bar for each slice in which there were some. */
export function rejectionsChart(series: readonly SeriesSlice[]): Markup {
  const time = timeAxis(seriesEndMs(series));
  const slices = series.filter(slice => slice.rejected > 0);
  const axis = linearAxis(slices.map(slice => slice.rejected));
  // Bars are lines: a line of one slice in six hundred keeps its width, a rectangle would be half a pixel.
  const bars = slices.map(slice => {
    const x = round(time.at(slice.atMs + slice.durationMs / 2) * plotWidth);
    return `M${x} ${plotHeight}V${round((1 - axis.at(slice.rejected)) * plotHeight)}`;
  });
  const total = slices.reduce((sum, slice) => sum + slice.rejected, 0);
  return chartFigure({
    id: 'rejected',
    title: 'Rejected operations',
    note: 'Operations that the server rejected, for each slice',
    description: `${countOf(total, 'operation')} rejected in ${countOf(slices.length, 'slice')}. The numbers are in the table below the charts.`,
    legend: [],
    xTicks: time.ticks,
    yTicks: axis.ticks.filter(tick => Number.isInteger(Number.parseFloat(tick.label))),
    marks: strokedPath(bars.join(''), stroke),
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
