import { seedPhase, type SeedResult } from './execute/seed-phase.ts';
import type { Workload } from './plan/workload.ts';
import type { Database } from './postgres/database.ts';
import type { RunContext } from './run-context.ts';

/** The seed phase on the database, its sequences set behind the rows. */
export async function runSeed(
  workload: Workload,
  database: Database,
  { progress, clock, stopping }: RunContext,
): Promise<SeedResult> {
  const { volumes } = workload.settings;
  progress.seedStarted(volumes.reduce((a, b) => a + b, 0));
  try {
    const seeded = await seedPhase(workload, database.load, { clock, observer: progress, stopping });
    await database.setSequences(volumes);
    return seeded;
  } finally {
    progress.seedFinished();
  }
}
