import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../src/report/report.generated.ts';
import { tableCapture } from '../helpers/captures.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';
import { newRunId } from '../helpers/slot-listener.ts';

const server = fileServer();
const other = fileServer();
const sketch = ledger({ ddl: 'CREATE PUBLICATION ledger_pub FOR TABLE accounts, entries;' });
const streamPhase = { operations: 300, interval: '0ms', lanes: 3 };
const check = { name: 'entries', value: 'SELECT count(*) FROM entries', is: '> 40', on: ['source', 'replica'] };

/** A source with its tables made by a run, and a subscription to it on the other server. */
async function subscribed(): Promise<{
  url: string;
  replicaUrl: string;
  run: () => Promise<{ report: Report; exitCode: number }>;
}> {
  const [url, replicaUrl] = [await server.newDatabase(), await other.newDatabase()];
  const first = await runOn(url, await scenario({ streamPhase: { operations: 1, interval: '0ms' } }, sketch));
  assert.equal(first.exitCode, 0, first.report.reasons.join('\n'));
  await other.ask(replicaUrl, sketch.ddl);
  const name = `sub_${newRunId()}`;
  await other.ask(
    replicaUrl,
    `CREATE SUBSCRIPTION ${name} CONNECTION '${url}' PUBLICATION ledger_pub WITH (slot_name = ${name}, copy_data = false)`,
  );
  const captures = [{ name: 'replica', kind: 'table', url: replicaUrl }];
  const loaded = await scenario({ captures, checks: [check], drain: { idle: '3s' }, streamPhase }, sketch);
  return { url, replicaUrl, run: () => runOn(url, loaded, { runId: newRunId() }) };
}

test('a subscription that delivers everything is clean, and checks run there', { timeout: 120_000 }, async () => {
  const { report, exitCode } = await (await subscribed()).run();
  assert.deepEqual([report.verdict, exitCode], ['passed', 0], report.reasons.join('\n'));
  const { status, rows, expectedRows, convergedMs } = tableCapture(report, 'replica');
  assert.deepEqual([status, rows], ['clean', expectedRows]);
  assert.ok(expectedRows > 60 && convergedMs !== null);
  assert.deepEqual(
    report.checks.map(each => [each.on, each.passed]),
    [
      ['source', true],
      ['replica', true],
    ],
  );
});

/** Faults planted in the replica. Its apply worker has an empty search_path, and fires only triggers that are ALWAYS on. */
const canaries = {
  altered: 'NEW.amount = 0; RETURN NEW;',
  deleted: 'RETURN NULL;',
  added: `INSERT INTO public.entries (id, account_id, amount) VALUES (999999, 1, 1) ON CONFLICT DO NOTHING; RETURN NEW;`,
};

for (const [name, body] of Object.entries(canaries)) {
  test(`a row that is ${name} on the replica is found and named`, { timeout: 120_000 }, async () => {
    const { replicaUrl, run } = await subscribed();
    await other.ask(
      replicaUrl,
      `CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$;
       CREATE TRIGGER spoil BEFORE INSERT OR UPDATE ON entries FOR EACH ROW WHEN (NEW.id = 45) EXECUTE FUNCTION spoil();
       ALTER TABLE entries ENABLE ALWAYS TRIGGER spoil`,
    );
    const { report, exitCode } = await run();
    assert.deepEqual([report.verdict, exitCode], ['failed', 1], report.reasons.join('\n'));
    const { status, attributedTo, tables } = tableCapture(report, 'replica');
    assert.deepEqual([status, attributedTo], ['findings', 'connector']);
    const found = Object.values(tables).flatMap(table => table.firstDifferences.map(({ kind, key }) => [kind, key]));
    const kinds = { altered: ['value', '45'], deleted: ['missing', '45'], added: ['unexpected', '999999'] };
    assert.deepEqual(found, [kinds[name as keyof typeof kinds]]);
  });
}

test('the database of the run itself is refused', { timeout: 60_000 }, async () => {
  const url = await server.newDatabase();
  const captures = [{ name: 'replica', kind: 'table', url }];
  const { report, exitCode } = await runOn(url, await scenario({ captures, streamPhase }, sketch));
  assert.equal(exitCode, 3);
  assert.match(report.reasons[0]!, /^capture replica names the database of the run itself/);
});
