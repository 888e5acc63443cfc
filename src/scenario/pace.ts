import { parseDurationUs } from '../shared/duration.ts';
import { parseRate } from '../shared/rate.ts';
import type { Pace, Stage } from './scenario.ts';
import type { ScenarioFile, StageFile } from './scenario-file.generated.ts';

export const lanesDefault = 4;

/** A stream that goes on until somebody ends it. */
export const untilStopped = 'until-stopped';

/** The pace that a valid stream phase declares. */
export function paceOf({ interval, rate, stages }: ScenarioFile['streamPhase']): Pace {
  if (stages !== undefined) return { kind: 'stages', stages: stages.map(stageOf) };
  if (rate !== undefined) return { kind: 'rate', perSecond: parseRate(rate)! };
  const us = parseDurationUs(interval ?? '0s')!;
  return us === 0 ? { kind: 'closedLoop' } : { kind: 'interval', us };
}

function stageOf({ for: length, rate }: StageFile): Stage {
  const { from, to } = typeof rate === 'string' ? { from: rate, to: rate } : rate;
  return { durationUs: parseDurationUs(length)!, from: parseRate(from)!, to: parseRate(to)! };
}

/** Shortest time between two operations of the run, in microseconds. */
export function shortestGapUs(pace: Exclude<Pace, { kind: 'closedLoop' }>): number {
  if (pace.kind === 'interval') return pace.us;
  const rates = pace.kind === 'rate' ? [pace.perSecond] : pace.stages.flatMap(stage => [stage.from, stage.to]);
  return Math.min(...rates.map(({ numerator, denominator }) => (1_000_000 * denominator) / numerator));
}
