import type { LoadedModel } from '../model/load-model.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { EarlierStream } from './timeline.ts';
import { Workload } from './workload.ts';

/** The workload that a scenario declares; where streams went before on the same rows, it goes on behind them. */
export function makeWorkload(
  scenario: Scenario,
  { model, fakerDefinitions }: LoadedModel,
  earlier: readonly EarlierStream[] = [],
): Workload {
  const { randomSeed, referenceSeconds, volumes, streamPhase } = scenario;
  const { pace, jitterUs, lanes, durationUs, operations, weights } = streamPhase;
  const schedule = { pace, jitterUs, lanes, durationUs, operations };
  return new Workload({
    model,
    randomSeed,
    referenceSeconds,
    volumes,
    weights,
    lanes,
    schedule,
    earlier,
    fakerDefinitions,
  });
}
