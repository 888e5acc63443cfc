import { parseDurationUs } from '../shared/duration.ts';
import type { ScenarioFile } from './scenario-file.generated.ts';
import type { Scenario } from './scenario.ts';

/**
 * How long captures may take for what is left. A connector that the run starts has its slot seconds before it delivers its
 * first change, many of them on a busy machine; one that is stopped on purpose and finds its slot still taken tries again
 * after 10 s, six times, before it gives up (`slot.retry.delay.ms`, `slot.max.retries` of Debezium's connector for
 * PostgreSQL): as long it is not known to be idle. And one that is stopped sends again what comes late.
 */
export function drainLimits({ drain, captures = [] }: ScenarioFile): Scenario['drain'] {
  const isStarted = captures.some(({ connector }) => connector?.start !== undefined);
  const hasFault = captures.some(({ connector }) => (connector?.start?.faults?.length ?? 0) > 0);
  const idleUs = isStarted ? 60_000_000 : 10_000_000;
  const maxUs = parseDurationUs(drain?.max ?? '5m')!;
  return {
    quietUs: parseDurationUs(drain?.quiet ?? (hasFault ? '10s' : '2s'))!,
    // Where all the waiting was over first, nothing would be said to be missing.
    idleUs: drain?.idle === undefined ? Math.min(idleUs, maxUs / 2) : parseDurationUs(drain.idle)!,
    maxUs,
  };
}
