import type { SeedResult } from '../execute/seed-phase.ts';
import { makeWorkload } from '../plan/make-workload.ts';
import type { RunContext, RunOptions } from '../run-context.ts';
import { runSeed } from '../run-seed.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { onStandingTables } from './on-standing-tables.ts';
import type { FeedProgress } from './feed-progress.ts';
import { deciding } from './going-on.ts';

/**
 * The seed phase alone, into tables that stand and are empty. An interrupted one leaves rows that no stream goes on from.
 * @throws CannotRun when tables are absent or hold rows
 */
export async function seedStep(loaded: LoadedScenario, options: RunOptions, context: RunContext): Promise<SeedResult> {
  const { scenario, model } = loaded;
  return onStandingTables(loaded, options, context, async database => {
    await database.requireEmpty();
    const progress: FeedProgress = {
      version: 1,
      deciding: deciding(scenario, model, context),
      seeded: false,
      streams: [],
    };
    await database.progress.write({ progress, notCommitted: [] });
    const seeded = await runSeed(makeWorkload(scenario, model), database, context);
    if (!context.stopping.aborted) {
      await database.progress.write({ progress: { ...progress, seeded: true }, notCommitted: [] });
    }
    return seeded;
  });
}
