import { seedPhase, type SeedResult } from './execute/seed-phase.ts';
import type { Workload } from './plan/workload.ts';
import type { Database } from './postgres/database.ts';
import type { RunContext } from './run-context.ts';

/** The seed phase on the database, its sequences set behind the rows. */
export async function runSeed(
  workload: Workload,
  database: Database,
  { progress, clock, stopping, logs }: RunContext,
): Promise<SeedResult> {
  const { volumes } = workload.settings;
  const rows = volumes.reduce((a, b) => a + b, 0);
  progress.seedStarted(rows);
  logs.seed.info('started', { rows });
  try {
    const seeded = await seedPhase(workload, database.load, { clock, observer: progress, stopping });
    await database.setSequences(volumes);
    logs.seed.info('finished', { ...seeded });
    return seeded;
  } finally {
    progress.seedFinished();
  }
}
