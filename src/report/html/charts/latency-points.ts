import type { SeriesSlice } from '../../report.generated.ts';

/** A point of a latency line; null is a gap. */
export interface LatencyPoint {
  readonly atMs: number;
  readonly ms: number | null;
}

/**
 * One point in the middle of each slice. A measured slice between two gaps (or the only one there is) gets a point at
 * either end instead: a line through a single point would not be seen.
 */
export function latencyPoints(slices: readonly SeriesSlice[], measure: 'p50' | 'p95' | 'p99' | 'max'): LatencyPoint[] {
  return slices.flatMap((slice, index) => {
    const ms = slice[measure];
    const [before, after] = [slices[index - 1]?.[measure] ?? null, slices[index + 1]?.[measure] ?? null];
    const alone = ms !== null && before === null && after === null;
    const shares = alone ? [0, 1] : [0.5];
    return shares.map(share => ({ atMs: slice.atMs + share * slice.durationMs, ms }));
  });
}
