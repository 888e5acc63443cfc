import { countRows } from '../postgres/model-tables.ts';
import type { RunContext, RunOptions } from '../run-context.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { onGivenTarget } from './on-given-target.ts';
import { seededVolumes, type FeedProgress } from './feed-progress.ts';

/** Rows of a table: after the seed phase, and now. */
export interface TableCount {
  readonly seeded: number;
  readonly rows: number;
}

/**
 * Rows of each table by name. Seeded is what the `seed` step did; else what the scenario declares, as far as it is there.
 * @throws CannotRun when a table is not there
 */
export async function countsStep(
  loaded: LoadedScenario,
  options: RunOptions,
  context: RunContext,
): Promise<Record<string, TableCount>> {
  const { scenario, model } = loaded;
  return onGivenTarget(loaded, options, context, async target => {
    const { rows, stored } = await countRows(target.url, scenario, model, context.runId);
    const kept = stored === undefined ? undefined : seededVolumes(stored.progress as FeedProgress);
    return Object.fromEntries(
      model.model.tables.map(({ name, index }) => {
        const now = rows[index]!;
        return [name, { seeded: kept?.[name] ?? Math.min(scenario.volumes[index]!, now), rows: now }];
      }),
    );
  });
}
