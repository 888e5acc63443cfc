import { bytesAxis, latencyAxis, linearAxis, type ValueAxis } from '../../report/html/charts/value-axis.ts';
import { markup, type Content } from '../../report/html/markup.ts';
import { bytesText, latencyText, numberText } from '../../report/html/number-text.ts';
import { emptyNote } from '../../report/html/section.ts';
import { spreadOf } from '../../report/run-spread.ts';
import type { Comparison, ComparedSlice, RetainedPair, RunSeries, SeriesPair } from '../comparison.generated.ts';
import { both } from '../side-input.ts';
import { courseOf, gridOf, type CoursePoint, type Stretch } from './course.ts';
import { courseChart, type CourseChart } from './course-chart.ts';

type Chart = Omit<CourseChart, 'toMs'>;

/** A rate over a second or two of a slow stream would be drawn as a comb. */
const mostRates = 60;

/** Both sides over time on one axis: throughput, latency, lag, and what the server kept for the slots. */
export function overlaidCharts(comparison: Comparison): Content {
  const several = comparison.captures.length > 1;
  const charts = [
    ...comparison.series.flatMap((pair, index) => {
      const place = index === 0 ? '' : `-${index}`;
      const of = several && pair.capture !== null ? ` of ${pair.capture}` : '';
      return pair.name === 'latency' ? streamCharts(pair) : lagCharts(pair, place, of);
    }),
    ...comparison.retained.map(retainedChart),
  ].filter(({ points }) => [...points.base, ...points.candidate].some(({ median }) => median !== null));
  if (charts.length === 0) return emptyNote('Nothing was measured over time.');
  const ends = charts.flatMap(({ points }) => [points.base.at(-1)?.toMs ?? 0, points.candidate.at(-1)?.toMs ?? 0]);
  const toMs = Math.max(1, ...ends);
  return markup`<div class="over-time">
${charts.map(chart => courseChart({ ...chart, toMs }, comparison))}</div>
`;
}

function streamCharts(pair: SeriesPair): Chart[] {
  return [
    {
      id: 'throughput',
      title: 'Throughput',
      note: 'Operations committed a second',
      shape: 'steps',
      points: courses(pair, meanRate, mostRates),
      axisOf: linearAxis,
      value: rate => numberText(Math.round(rate * 100) / 100),
    },
    percentileOver(pair, 'p50', 'latency-p50', 'Latency p50', 'from the due time to the answer'),
    percentileOver(pair, 'p99', 'latency-p99', 'Latency p99', 'from the due time to the answer'),
  ];
}

function lagCharts(pair: SeriesPair, place: string, of: string): Chart[] {
  return (['p50', 'p99'] as const).map(name =>
    percentileOver(pair, name, `lag-${name}${place}`, `Lag ${name}${of}`, 'from the commit to the arrival'),
  );
}

function percentileOver(pair: SeriesPair, measure: 'p50' | 'p99', id: string, title: string, span: string): Chart {
  return {
    id,
    title,
    note: `Milliseconds ${span}`,
    shape: 'line',
    points: courses(pair, slices => largest(slices.map(slice => slice[measure]))),
    axisOf: latencies,
    value: latencyText,
  };
}

function latencies(values: readonly number[]): ValueAxis {
  const positive = values.filter(value => value > 0);
  return latencyAxis(values, positive.length === 0 ? null : spreadOf(positive).median);
}

function courses(
  pair: SeriesPair,
  valueOf: (slices: readonly ComparedSlice[]) => number | null,
  most?: number,
): Chart['points'] {
  const slicesOf = (runs: readonly RunSeries[]): ComparedSlice[][] => runs.map(({ slices }) => slices);
  const grid = gridOf([...slicesOf(pair.base), ...slicesOf(pair.candidate)], most);
  return both(pair, (runs): CoursePoint[] => courseOf(slicesOf(runs), grid, valueOf));
}

/** Rates of neighbours by how long they last: the counts behind them can be added. */
function meanRate(slices: readonly ComparedSlice[]): number | null {
  const ms = slices.reduce((sum, { durationMs }) => sum + durationMs, 0);
  if (ms === 0) return null;
  return slices.reduce((sum, { perSecond, durationMs }) => sum + perSecond * durationMs, 0) / ms;
}

function largest(values: readonly (number | null)[]): number | null {
  const found = values.filter(value => value !== null);
  return found.length === 0 ? null : Math.max(...found);
}

function retainedChart({ slot, base, candidate }: RetainedPair, index: number): Chart {
  const sides = both({ base, candidate }, runs => runs.map(({ looks }) => stretchesOf(looks)));
  const grid = gridOf([...sides.base, ...sides.candidate]);
  const points = both(sides, runs => courseOf(runs, grid, looks => largest(looks.map(({ bytes }) => bytes))));
  const most = [...points.base, ...points.candidate].map(({ highest }) => highest ?? 0);
  const { axis, unit } = bytesAxis(Math.max(0, ...most));
  return {
    id: `retained-${index + 1}`,
    title: `Retained WAL of ${slot}`,
    note: `${unit} of log that the server keeps for the slot`,
    shape: 'steps',
    points,
    axisOf: () => axis,
    value: bytesText,
  };
}

/** Each look stands until the next one; what was before the stream is left out. */
function stretchesOf(looks: RetainedPair['base'][number]['looks']): (Stretch & { bytes: number | null })[] {
  return looks.flatMap(({ atMs, bytes }, index) => {
    const next = looks[index + 1];
    const from = Math.max(0, atMs);
    return next === undefined || next.atMs <= from ? [] : [{ atMs: from, durationMs: next.atMs - from, bytes }];
  });
}
