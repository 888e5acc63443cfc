import { Database } from './postgres/database.ts';
import { openTarget, type OpenTarget } from './postgres/open-target.ts';
import type { RunContext, RunOptions } from './run-context.ts';
import type { LoadedScenario } from './scenario/load-scenario.ts';

/** What to find on the way to a database. */
export interface Approach {
  /** Whether the model's tables are made or emptied first, as the scenario says, or left as they stand. */
  readonly tables: 'prepared' | 'asTheyStand';
  /** Told which database it is, before it is reached. */
  readonly found?: (target: OpenTarget) => void;
}

/** Opens the scenario's database, locked for this process, and lets go of it when `work` is over, however that ends. */
export async function withDatabase<Result>(
  { scenario, model }: LoadedScenario,
  options: RunOptions,
  context: RunContext,
  { tables, found }: Approach,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const target = await openTarget({ ...options, scenarioUrl: scenario.database.url, ...context });
  context.progress.note(`target: ${target.description} (${target.reason})`);
  found?.(target);
  try {
    const database = await Database.open(target.url, scenario, model, context.runId, tables);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await target.close();
  }
}
