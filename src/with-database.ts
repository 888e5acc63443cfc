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
  const { url: scenarioUrl, replicationUrl: scenarioReplicationUrl } = scenario.database;
  const target = await openTarget({ ...options, scenarioUrl, scenarioReplicationUrl, ...context });
  const { kind, description, reason } = target;
  context.progress.note(`target: ${description} (${reason})`);
  context.logs.database.info('target', { kind, description, reason });
  for (const warning of target.warnings) context.logs.database.warn(warning);
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
  { runId, logs }: RunContext,
  tables: 'prepared' | 'asTheyStand',
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await Database.open(url, scenario, model, runId, tables);
  logs.database.info(tables === 'prepared' ? 'prepared' : 'opened', { ...database.facts });
  for (const warning of database.warnings) logs.database.warn(warning);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
