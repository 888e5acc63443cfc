import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableCapture } from '../helpers/captures.ts';
import { fileServer } from '../helpers/file-server.ts';
import { parcels, parcelsPublication } from './verified/parcels.ts';
import { assertClean, initParcels, runParcels, type ParcelsRun } from './verified/parcels-run.ts';

const server = fileServer();
const other = fileServer();

/** A source with its tables, and a database of another server that subscribes to them. */
async function subscribed(): Promise<{ url: string; replicaUrl: string }> {
  const [url, replicaUrl] = [await server.newDatabase(), await other.newDatabase()];
  await initParcels(url);
  await other.ask(replicaUrl, parcels().ddl);
  await other.ask(
    replicaUrl,
    `CREATE SUBSCRIPTION parcels CONNECTION '${url}' PUBLICATION ${parcelsPublication} WITH (copy_data = false)`,
  );
  return { url, replicaUrl };
}

async function runInto({ url, replicaUrl }: { url: string; replicaUrl: string }): Promise<ParcelsRun> {
  return runParcels(url, [{ name: 'replica', kind: 'table', url: replicaUrl, connector: { label: 'native' } }]);
}

test('native logical replication brings every row, and its slot says so', async () => {
  const run = await runInto(await subscribed());
  assertClean(run, []);
  const replica = tableCapture(run.report, 'replica');
  const shown = `${JSON.stringify(replica, null, 1)}\n${run.said}`;
  const { status, rows, expectedRows, differences, convergedMs } = replica;
  assert.deepEqual([status, rows, differences], ['clean', expectedRows, 0], shown);
  assert.ok(expectedRows > 0 && Object.values(replica.tables).every(table => table.expectedRows > 0), shown);
  assert.ok(convergedMs !== null, shown);
  // Else nobody could have known whether these were an earlier run's rows.
  assert.ok(!run.report.warnings.some(warning => warning.startsWith('capture replica')), shown);
});
