import type { LoadedModel } from '../model/load-model.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Workload } from './workload.ts';

/** The workload that a scenario declares. */
export function makeWorkload(scenario: Scenario, { model, fakerDefinitions }: LoadedModel): Workload {
  const { randomSeed, referenceSeconds, volumes, streamPhase } = scenario;
  const { pace, jitterUs, lanes, durationUs, operations, weights } = streamPhase;
  const schedule = { pace, jitterUs, lanes, durationUs, operations };
  return new Workload({ model, randomSeed, referenceSeconds, volumes, weights, lanes, schedule, fakerDefinitions });
}
