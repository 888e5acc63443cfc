import type { SeriesSlice } from '../../report.generated.ts';

/** Neighbouring slices as one: rates a second over them. */
export interface RateBin {
  readonly fromMs: number;
  readonly toMs: number;
  readonly askedPerSecond: number | null;
  readonly committedPerSecond: number;
}

const mostBins = 150;
const fewestBins = 12;
const operationsWanted = 8;

/**
 * Slices joined until a bin holds some eight operations, as far as a dozen bins are left. Counts can be added, so
 * nothing is lost; one operation every two seconds would else be drawn as a comb of zeros and ones.
 * A last slice of less than half the usual length is joined too: a rate over a few milliseconds says nothing.
 */
export function rateBins(series: readonly SeriesSlice[]): RateBin[] {
  const committed = series.reduce((sum, slice) => sum + slice.committed, 0);
  const forOperations = Math.ceil((operationsWanted * series.length) / Math.max(committed, 1));
  const factor = Math.max(
    Math.ceil(series.length / mostBins),
    Math.min(forOperations, Math.floor(series.length / fewestBins)),
    1,
  );
  const groups: SeriesSlice[][] = [];
  for (let from = 0; from < series.length; from += factor) groups.push(series.slice(from, from + factor));
  const [first, last, before] = [groups[0], groups.at(-1), groups.at(-2)];
  if (first !== undefined && last !== undefined && before !== undefined && lengthOf(last) < lengthOf(first) / 2) {
    groups.splice(-2, 2, [...before, ...last]);
  }
  return groups.map(binOf);
}

function binOf(slices: readonly SeriesSlice[]): RateBin {
  const seconds = Math.max(lengthOf(slices), 1) / 1_000;
  const fromMs = slices[0]?.atMs ?? 0;
  const asked = slices.every(slice => slice.asked !== null) ? sum(slices, slice => slice.asked ?? 0) : null;
  return {
    fromMs,
    toMs: fromMs + lengthOf(slices),
    askedPerSecond: asked === null ? null : asked / seconds,
    committedPerSecond: sum(slices, slice => slice.committed) / seconds,
  };
}

function lengthOf(slices: readonly SeriesSlice[]): number {
  return sum(slices, slice => slice.durationMs);
}

function sum(slices: readonly SeriesSlice[], of: (slice: SeriesSlice) => number): number {
  return slices.reduce((total, slice) => total + of(slice), 0);
}
