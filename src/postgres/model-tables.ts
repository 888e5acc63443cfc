import type { LoadedModel } from '../model/load-model.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readCatalogue } from './catalogue.ts';
import { connect, type SessionSettings } from './connect.ts';
import { lockedSession } from './locked-session.ts';
import { ClientWatch } from './lost.ts';
import { initTables, resetTables } from './prepare-database.ts';
import { ProgressTable, type StoredProgress } from './progress-table.ts';
import { filledSql } from './sql-file.ts';
import { identifier } from './sql-text.ts';

/** What to do about the tables of a model; `forceReset` also drops tables of those names that the tool did not make. */
export type TableWork = 'init' | 'reset' | 'forceReset';

/**
 * Makes the model's tables, empty, and forgets what steps did on those before.
 * @returns `stood` where `init` found them as it would have made them
 * @throws CannotRun naming what is in the way
 */
export async function makeTables(
  url: string,
  scenario: Scenario,
  { model, ddl }: LoadedModel,
  runId: string,
  work: TableWork,
): Promise<'made' | 'stood'> {
  const { schema } = scenario.database;
  return lockedSession(url, settingsOf(scenario, runId), async ({ client }) => {
    const request = { schema, model, ddl };
    if (work === 'init' && (await initTables(client, request)) === 'stood') {
      await client.end();
      return 'stood';
    }
    if (work !== 'init') await resetTables(client, request, work === 'forceReset');
    await new ProgressTable(client, schema).forget();
    await client.end();
    return 'made';
  });
}

/**
 * Rows of each table, by table index, and what the steps know of them. Takes no lock, so it works beside a stream.
 * @throws CannotRun when a table is not there
 */
export async function countRows(
  url: string,
  scenario: Scenario,
  { model }: LoadedModel,
  runId: string,
): Promise<{ rows: number[]; stored: StoredProgress | undefined }> {
  const { schema } = scenario.database;
  const client = await connect(url, settingsOf(scenario, runId));
  const watch = new ClientWatch(client);
  try {
    return await watch.during('the rows cannot be counted', async () => {
      await readCatalogue(client, schema, model);
      const rows: number[] = [];
      for (const { name } of model.tables) {
        const counted = await client.query<{ rows: string }>(filledSql('database/count', { table: identifier(name) }));
        rows.push(Number(counted.rows[0]!.rows));
      }
      return { rows, stored: await new ProgressTable(client, schema).read() };
    });
  } finally {
    await client.end();
  }
}

function settingsOf({ database }: Scenario, runId: string): SessionSettings {
  const { schema, synchronousCommit } = database;
  return { applicationName: `alimentador ${runId}`, synchronousCommit, schema };
}
