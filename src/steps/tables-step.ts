import { makeTables, type TableWork } from '../postgres/model-tables.ts';
import type { RunContext, RunOptions } from '../run-context.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { onGivenTarget } from './on-given-target.ts';

/** `init-db` and `reset`: the model's tables, empty, in the scenario's database. */
export async function tablesStep(
  loaded: LoadedScenario,
  options: RunOptions,
  context: RunContext,
  work: TableWork,
): Promise<'made' | 'stood'> {
  return onGivenTarget(loaded, options, context, target =>
    makeTables(target.url, loaded.scenario, loaded.model, context.runId, work),
  );
}
