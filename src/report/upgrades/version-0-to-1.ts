import type { ReportData } from './upgrade-report.ts';

/**
 * Version 0 said `seed` and `stream` for the phases, counted the whole run in seconds, and knew of no streams before, no
 * slots and no faults. No released tool wrote it: its fixture keeps the mechanism tested until there is a version 2.
 */
export function version0To1({ seed, stream, durationSeconds, ...same }: ReportData): ReportData {
  return {
    ...same,
    durationMs: typeof durationSeconds === 'number' ? Math.round(durationSeconds * 1_000) : undefined,
    seedPhase: seed,
    streamPhase: stream,
    continues: null,
    slots: {},
    faults: [],
  };
}
