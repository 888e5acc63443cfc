import type { StreamAsked, StreamTick } from '../../../src/report/console/progress.ts';

/** 45 seconds into five minutes at 280 a second. */
export const tick: StreamTick = {
  elapsedMs: 45_200,
  committed: 12_400,
  inserts: 8_680,
  updates: 3_720,
  deletes: 0,
  failed: 0,
  perSecond: 275.6,
  p99Ms: 84.3,
};

export const fiveMinutes: StreamAsked = { operations: 84_000, durationMs: 300_000, perSecond: 280 };
