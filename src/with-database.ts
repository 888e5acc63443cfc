import { Database } from './postgres/database.ts';
import { openTarget, type OpenTarget } from './postgres/open-target.ts';
import type { RunContext, RunOptions } from './run-context.ts';
import type { LoadedScenario } from './scenario/load-scenario.ts';

/** Finds the scenario's server, says which it is, and lets go of it when `work` is over, however that ends. */
export async function withTarget<Result>(
  { scenario }: LoadedScenario,
  options: RunOptions,
  context: RunContext,
  work: (target: OpenTarget) => Promise<Result>,
): Promise<Result> {
  const target = await openTarget({ ...options, scenarioUrl: scenario.database.url, ...context });
  context.progress.note(`target: ${target.description} (${target.reason})`);
  try {
    return await work(target);
  } finally {
    await target.close();
  }
}

/** Opens the scenario's database on a target, locked for this process, and closes it when `work` is over. */
export async function withDatabase<Result>(
  { scenario, model }: LoadedScenario,
  { url }: OpenTarget,
  { runId }: RunContext,
  tables: 'prepared' | 'asTheyStand',
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await Database.open(url, scenario, model, runId, tables);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
