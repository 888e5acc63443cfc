import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../report/report.generated.ts';

/** Keys of streamPhase that decide nothing about the workload. */
const without = new Set(['connections', 'pipeline', 'grace', 'operationTimeout']);

/** Keys of the scenario that make two workloads differ, such as `streamPhase.duration`; none where the model does. */
export function differingWorkloadKeys(one: Report, other: Report): string[] {
  const [before, after] = [workloadOf(one), workloadOf(other)];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter(key => !isDeepStrictEqual(before[key], after[key]));
}

function workloadOf({ scenario }: Report): Record<string, unknown> {
  const { model, randomSeed, referenceTime, seedPhase, streamPhase } = scenario.resolved as Record<string, unknown>;
  const parts = { 'seedPhase.volumes': volumesOf(seedPhase), ...prefixed(streamPhase) };
  return { model, randomSeed, referenceTime, ...parts };
}

function volumesOf(seedPhase: unknown): unknown {
  return (seedPhase as { volumes?: unknown } | undefined)?.volumes;
}

function prefixed(streamPhase: unknown): Record<string, unknown> {
  const entries = Object.entries(streamPhase ?? {}).filter(([key]) => !without.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [`streamPhase.${key}`, value]));
}
