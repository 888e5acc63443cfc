import { formatDurationMs } from '../../../shared/duration.ts';
import type { SeriesSlice } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { numberText, rateText } from '../number-text.ts';
import { valuesOf, type ChartSeries } from './chart-series.ts';
import { rateBins, type RateBin } from './rate-bins.ts';
import { timeChart } from './time-chart.ts';
import type { TimeLine } from './time-line.ts';
import { linearAxis } from './value-axis.ts';

/** Operations a second over time: what was committed against what the schedule asked for. */
export function throughputChart(slices: readonly SeriesSlice[], time: TimeLine): Markup {
  const bins = rateBins(slices);
  const committed: ChartSeries = {
    label: 'committed',
    shape: 'ground',
    stroke: { name: 'accent', width: 2 },
    points: bins.map(bin => ({ from: bin.fromMs, to: bin.toMs, value: bin.committedPerSecond })),
  };
  const asked: ChartSeries = {
    label: 'asked',
    shape: 'steps',
    stroke: { name: 'ink', width: 1.5, dashes: '6 4' },
    points: bins.map(bin => ({ from: bin.fromMs, to: bin.toMs, value: bin.askedPerSecond })),
  };
  const isAsked = bins.every(bin => bin.askedPerSecond !== null);
  const series = isAsked ? [asked, committed] : [committed];
  return timeChart({
    id: 'throughput',
    title: 'Throughput',
    note: `Operations a second, averaged over ${formatDurationMs((bins[0]?.toMs ?? 0) - (bins[0]?.fromMs ?? 0))}`,
    description: describe(bins),
    time,
    series,
    axis: linearAxis(valuesOf(series)),
    value: rate => numberText(Math.round(rate * 100) / 100),
  });
}

function describe(bins: readonly RateBin[]): string {
  const rates = bins.map(bin => bin.committedPerSecond).sort((a, b) => a - b);
  const [least, most] = [rates[0] ?? 0, rates.at(-1) ?? 0];
  return `Committed operations a second over time, between ${rateText(least)} and ${rateText(most)}. The numbers follow the chart.`;
}
