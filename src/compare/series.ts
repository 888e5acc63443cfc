import type { Report } from '../report/report.generated.ts';
import type { ComparedSlice, FacingCaptures, RunSeries, SeriesPair } from './comparison.generated.ts';
import type { Both, SideInput } from './side-input.ts';

/** The course of each run, as it was measured: slices of several runs are not mixed. */
export function seriesOf(sides: Both<SideInput>, facing: readonly FacingCaptures[], withStream: boolean): SeriesPair[] {
  const stream = (side: SideInput): RunSeries[] => {
    return runSeries(side, ({ streamPhase }) => streamPhase.series.map(slice => ({ ...slice, done: slice.committed })));
  };
  const lag = (side: SideInput, name: string): RunSeries[] => {
    return runSeries(side, ({ captures }) => {
      const capture = captures[name];
      const slices = capture !== undefined && 'series' in capture ? capture.series : [];
      return slices.map(slice => ({ ...slice, done: slice.changes }));
    });
  };
  const captures = facing
    .filter(({ kind }) => kind !== 'table')
    .map((pair): SeriesPair => ({
      name: 'lag',
      capture: pair.name,
      base: lag(sides.base, pair.base),
      candidate: lag(sides.candidate, pair.candidate),
    }));
  if (!withStream) return captures;
  return [
    { name: 'latency', capture: null, base: stream(sides.base), candidate: stream(sides.candidate) },
    ...captures,
  ];
}

interface Slice extends Omit<ComparedSlice, 'perSecond'> {
  readonly done: number;
}

function runSeries({ runs }: SideInput, of: (report: Report) => Slice[]): RunSeries[] {
  return runs.map(({ report }, run) => ({
    run,
    slices: of(report).map(({ atMs, durationMs, done, p50, p99 }) => {
      return { atMs, durationMs, perSecond: Number(((done / durationMs) * 1_000).toPrecision(6)), p50, p99 };
    }),
  }));
}
