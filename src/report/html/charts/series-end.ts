import type { SeriesSlice } from '../../report.generated.ts';

/** Where the last slice ends, in ms since the stream began. */
export function seriesEndMs(series: readonly SeriesSlice[]): number {
  const last = series.at(-1);
  return last === undefined ? 0 : last.atMs + last.durationMs;
}
