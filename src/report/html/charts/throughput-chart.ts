import { area, curveStepAfter, line } from 'd3-shape';
import { formatDurationMs } from '../../../shared/duration.ts';
import type { SeriesSlice } from '../../report.generated.ts';
import { markup, type Markup } from '../markup.ts';
import { rateText } from '../number-text.ts';
import { chartFigure, plotHeight, plotWidth } from './chart-frame.ts';
import { rateBins, type RateBin } from './rate-bins.ts';
import { filledPath, strokedPath, swatch, type Stroke } from './stroke.ts';
import { timeAxis } from './time-axis.ts';
import { linearAxis } from './value-axis.ts';

const committedStroke: Stroke = { name: 'accent', width: 2 };
const askedStroke: Stroke = { name: 'ink', width: 1.5, dashes: '6 4' };

/** Operations a second over time: what was committed against what the schedule asked for. */
export function throughputChart(series: readonly SeriesSlice[]): Markup {
  const bins = rateBins(series);
  const time = timeAxis(bins.at(-1)?.toMs ?? 0);
  const asked = bins.map(bin => bin.askedPerSecond).filter(rate => rate !== null);
  const axis = linearAxis([...asked, ...bins.map(bin => bin.committedPerSecond)]);
  const x = (ms: number): number => time.at(ms) * plotWidth;
  const y = (rate: number): number => (1 - axis.at(rate)) * plotHeight;

  const committed = corners(bins, bin => bin.committedPerSecond);
  const ground = area<Corner>(
    ([ms]) => x(ms),
    plotHeight,
    ([, rate]) => y(rate),
  )
    .curve(curveStepAfter)
    .digits(1);
  const step = line<Corner>(
    ([ms]) => x(ms),
    ([, rate]) => y(rate),
  )
    .curve(curveStepAfter)
    .digits(1);
  const askedLine = asked.length === bins.length && step(corners(bins, bin => bin.askedPerSecond ?? 0));

  return chartFigure({
    id: 'throughput',
    title: 'Throughput',
    note: markup`Operations a second, averaged over ${formatDurationMs((bins[0]?.toMs ?? 0) - (bins[0]?.fromMs ?? 0))}`,
    description: describe(bins),
    legend: [
      { label: 'committed', swatch: swatch(committedStroke) },
      ...(askedLine === false ? [] : [{ label: 'asked', swatch: swatch(askedStroke) }]),
    ],
    xTicks: time.ticks,
    yTicks: axis.ticks,
    marks: [
      filledPath(ground(committed) ?? ''),
      strokedPath(step(committed) ?? '', committedStroke),
      askedLine !== false && strokedPath(askedLine ?? '', askedStroke),
    ],
  });
}

type Corner = readonly [ms: number, rate: number];

/** Where the steps begin, and the end of the last one. */
function corners(bins: readonly RateBin[], rateOf: (bin: RateBin) => number): Corner[] {
  const last = bins.at(-1);
  const starts = bins.map((bin): Corner => [bin.fromMs, rateOf(bin)]);
  return last === undefined ? [] : [...starts, [last.toMs, rateOf(last)]];
}

function describe(bins: readonly RateBin[]): string {
  const rates = bins.map(bin => bin.committedPerSecond).sort((a, b) => a - b);
  const [least, most] = [rates[0] ?? 0, rates.at(-1) ?? 0];
  return `Committed operations a second over time, between ${rateText(least)} and ${rateText(most)}. The numbers are in the table below the charts.`;
}
