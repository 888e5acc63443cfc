import type { Database } from '../postgres/database.ts';
import type { RunContext, RunOptions } from '../run-context.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { withDatabase } from '../with-database.ts';
import { onGivenTarget } from './on-given-target.ts';

/** A step on the scenario's database, with the model's tables as they stand. */
export async function onStandingTables<Result>(
  loaded: LoadedScenario,
  options: RunOptions,
  context: RunContext,
  step: (database: Database) => Promise<Result>,
): Promise<Result> {
  return onGivenTarget(loaded, options, context, target => withDatabase(loaded, target, context, 'asTheyStand', step));
}
