import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Percentiles } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { latencyText } from '../number-text.ts';
import { chartFigure, plotHeight, plotWidth } from './chart-frame.ts';
import { percentileCurve, type QuantilePoint } from './percentile-curve.ts';
import { strokedPath, swatch, type Stroke } from './stroke.ts';
import { latencyAxis } from './value-axis.ts';

const latencyStroke: Stroke = { name: 'accent', width: 2.25 };
const serviceStroke: Stroke = { name: 'ink', width: 1.5, dashes: '6 4' };
const labelled = [0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999];

/** Distribution of latency and service time: each step to the right leaves a tenth of the operations. */
export function percentileChart(latency: Percentiles, service: Percentiles): Markup {
  const [whole, served] = [percentileCurve(latency), percentileCurve(service)];
  const points = [...whole.points, ...served.points];
  const across = scaleLinear([0, Math.max(1, ...points.map(point => nines(point.quantile)))], [0, 1]);
  const axis = latencyAxis(
    points.map(point => point.ms),
    latency.p50,
  );
  const path = line<QuantilePoint>()
    .x(point => across(nines(point.quantile)) * plotWidth)
    .y(point => (1 - axis.at(point.ms)) * plotHeight)
    .digits(1);

  return chartFigure({
    id: 'percentiles',
    title: 'Latency by percentile',
    note: `Milliseconds; one operation in a hundred took longer than p99${axis.logarithmic ? '; logarithmic scale' : ''}${whole.exact ? '' : '; drawn from the percentiles, as the histogram cannot be read'}`,
    description: `Latency distribution: median ${latencyText(latency.p50)} ms, 99 % ${latencyText(latency.p99)} ms, largest ${latencyText(latency.max)} ms. The numbers are in the table of latencies.`,
    legend: [
      { label: 'latency, from the due time', swatch: swatch(latencyStroke) },
      { label: 'service time, from the send', swatch: swatch(serviceStroke) },
    ],
    xTicks: labelled
      .map(quantile => ({ at: across(nines(quantile)), label: `p${Number((quantile * 100).toPrecision(8))}` }))
      .filter(tick => tick.at <= 1),
    yTicks: axis.ticks,
    marks: [
      strokedPath(path(served.points) ?? '', serviceStroke),
      strokedPath(path(whole.points) ?? '', latencyStroke),
    ],
  });
}

/** 0.9 is 1, 0.99 is 2, 0.999 is 3: how many nines a quantile has. */
function nines(quantile: number): number {
  return -Math.log10(1 - quantile);
}
