import { spreadOf } from '../../report/run-spread.ts';

/** Stretches of time of equal length that both sides share, from the start of the stream. */
export interface Grid {
  readonly binMs: number;
  readonly bins: number;
  /** Where the last one ends, which may be a little longer. */
  readonly endMs: number;
}

/** A stretch of a run. */
export interface Stretch {
  readonly atMs: number;
  readonly durationMs: number;
}

/** What the runs of a side have in one stretch of the grid; null where none has anything. */
export interface CoursePoint {
  readonly fromMs: number;
  readonly toMs: number;
  /** In the middle of the runs. Percentiles of runs cannot be averaged; this is one of them, or lies between two. */
  readonly median: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
}

/** More than this a chart of a thousand pixels does not show. */
const mostBins = 180;

/** A grid as fine as the stretches of the runs, or coarser, so that it has at most `most` bins. */
export function gridOf(runs: readonly (readonly Stretch[])[], most: number = mostBins): Grid {
  const usualMs = Math.max(1, ...runs.map(([first]) => first?.durationMs ?? 0));
  const endMs = Math.max(usualMs, ...runs.map(stretches => endOf(stretches)));
  const binMs = usualMs * Math.max(1, Math.ceil(endMs / usualMs / most));
  // What is left over at the end is no bin of its own: a rate over a few milliseconds says nothing.
  return { binMs, bins: Math.max(1, Math.round(endMs / binMs)), endMs };
}

/** How the runs of a side went, by `valueOf` what each has in a stretch of the grid. */
export function courseOf<Slice extends Stretch>(
  runs: readonly (readonly Slice[])[],
  { binMs, bins, endMs }: Grid,
  valueOf: (slices: readonly Slice[]) => number | null,
): CoursePoint[] {
  return Array.from({ length: bins }, (_, bin) => {
    const fromMs = bin * binMs;
    const toMs = bin === bins - 1 ? endMs : fromMs + binMs;
    const values = runs
      .map(slices => valueOf(slices.filter(({ atMs, durationMs }) => atMs < toMs && atMs + durationMs > fromMs)))
      .filter(value => value !== null);
    if (values.length === 0) return { fromMs, toMs, median: null, lowest: null, highest: null };
    const { median, lowest, highest } = spreadOf(values);
    return { fromMs, toMs, median, lowest, highest };
  });
}

function endOf(stretches: readonly Stretch[]): number {
  const last = stretches.at(-1);
  return last === undefined ? 0 : last.atMs + last.durationMs;
}
