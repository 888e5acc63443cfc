import type { EventCapture, Report } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { countOf, latencyText } from '../number-text.ts';
import { valuesOf, type ChartSeries } from './chart-series.ts';
import { joinedNote } from './fewer-points.ts';
import { measureSeries, percentileSeries } from './latency-series.ts';
import { sideStroke } from './stroke.ts';
import { timeChart } from './time-chart.ts';
import type { TimeLine } from './time-line.ts';
import { latencyAxis } from './value-axis.ts';

type Captures = Report['captures'];
type Named = readonly [string, EventCapture];

/** Lag of the captures over time, in ms; undefined where nothing of the stream arrived. */
export function lagChart(captures: Captures, time: TimeLine): Markup | undefined {
  const arrived = Object.entries(captures).filter(hasArrived);
  if (arrived.length === 0) return undefined;
  const { series, each } = arrived.length === 1 ? percentileSeries(arrived[0]![1].series) : sideBySide(arrived);
  const medians = arrived.flatMap(([, { lagMs }]) => (lagMs.p50 === null ? [] : [lagMs.p50]));
  const axis = latencyAxis(valuesOf(series), medians.length === 0 ? null : Math.min(...medians));
  return timeChart({
    id: 'lag',
    title: arrived.length === 1 ? `Capture lag of ${arrived[0]![0]}` : 'Capture lag',
    note: `Milliseconds from the commit on the server to the arrival here${axis.logarithmic ? ', logarithmic scale' : ''}${joinedNote(each)}`,
    description: `Lag of ${countOf(arrived.length, 'capture')} over time; the largest value is ${latencyText(Math.max(...valuesOf(series)))} ms. The numbers follow the chart.`,
    time,
    series,
    axis,
    value: latencyText,
  });
}

function hasArrived(named: readonly [string, Captures[string]]): named is [string, EventCapture] {
  const [, capture] = named;
  return capture.kind !== 'table' && capture.series.some(slice => slice.max !== null);
}

/** Of several captures their medians and 99th percentiles, each capture in its own colour. */
function sideBySide(captures: readonly Named[]): {
  series: ChartSeries[];
  each: number;
} {
  const series = captures.flatMap(([name, { series: slices }], index) => [
    measureSeries(`${name} p99`, slices, 'p99', sideStroke(index, { width: 1.5, dashes: '5 4' })),
    measureSeries(`${name} p50`, slices, 'p50', sideStroke(index, { width: 2.25 })),
  ]);
  return {
    series: series.toReversed(),
    each: Math.max(...captures.map(([, capture]) => percentileSeries(capture.series).each)),
  };
}
