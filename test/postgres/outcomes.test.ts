import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEmbeddedServer } from '../../src/postgres/embedded/server.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger, ledgerEvents } from '../helpers/ledger.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const server = fileServer();

/** The usual events of the ledger over a table that refuses some of the rows. */
const picky = `ALTER TABLE entries ADD CONSTRAINT no_sevens CHECK (id % 7 <> 0 OR id <= 60);`;
const stream = { streamPhase: { operations: 400, interval: '0ms', lanes: 3 } };

test('rejected inserts: counted with their SQLSTATE, and the rest is predicted all the same', async () => {
  const loaded = await scenario(stream, ledger({ ddl: picky }));
  const { report, exitCode } = await runOn(await server.newDatabase(), loaded);
  const { operations, bySqlState } = report.streamPhase;
  assert.equal(exitCode, 1);
  assert.equal(report.verdict, 'failed');
  assert.ok(operations.rejected > 3);
  assert.deepEqual(bySqlState, { 23514: operations.rejected });
  assert.ok(operations.noEffectByConsequence > 0, 'later updates of rows that are not there');
  assert.equal(operations.noEffect, 0);
  assert.equal(operations.committed + operations.rejected, 400);
  assert.equal(report.state.matches, true);
  assert.equal(report.executed.digest, report.plan.digest);
  assert.match(report.reasons[0]!, /rejected by the server \(23514: /);
});

const refused = { ...ledgerEvents, wrong: { weight: 2, insert: 'entries', with: { amount: -1 }, expect: '23514' } };

test('an event that expects its rejection passes when the server refuses it', async () => {
  const sketch = ledger({ events: refused, ddl: 'ALTER TABLE entries ADD CONSTRAINT plus CHECK (amount <> -1);' });
  const result = await runOn(await server.newDatabase(), await scenario(stream, sketch));
  assertPassed(result);
  const { operations } = result.report.streamPhase;
  assert.ok(operations.rejectedAsExpected > 10);
  assert.equal(operations.rejected, 0);
});

test('an event that expects its rejection fails when the server takes it', async () => {
  const { report, exitCode } = await runOn(
    await server.newDatabase(),
    await scenario(stream, ledger({ events: refused })),
  );
  assert.equal(exitCode, 1);
  assert.ok(report.reasons.some(reason => /\(wrong\) was committed, although 23514 is expected/.test(reason)));
});

const twoSteps = {
  ...ledgerEvents,
  transfer: {
    weight: 4,
    steps: [{ insert: 'entries' }, { update: 'accounts', redraw: 'balance' }, { insert: 'entries' }],
  },
};

test('a transaction that is refused in its middle takes nothing with it', async () => {
  const loaded = await scenario(stream, ledger({ events: twoSteps, ddl: picky }));
  const { report } = await runOn(await server.newDatabase(), loaded);
  assert.ok(report.streamPhase.byEvent['transfer']!.rejected > 0);
  assert.deepEqual(Object.keys(report.streamPhase.bySqlState), ['23514']);
  assert.equal(report.state.matches, true);
});

test('a COMMIT that the server answers with a rollback is a rejection', async () => {
  const deferred = `
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.id > 60 AND NEW.id % 5 = 0 THEN RAISE 'late' USING ERRCODE = 'ZZ001'; END IF; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER late AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();`;
  const loaded = await scenario(stream, ledger({ events: twoSteps, ddl: deferred }));
  const { report } = await runOn(await server.newDatabase(), loaded);
  assert.deepEqual(Object.keys(report.streamPhase.bySqlState), ['ZZ001']);
  assert.ok(report.streamPhase.byEvent['transfer']!.rejected > 0);
  assert.equal(report.state.matches, true);
});

test('a row that somebody else deleted is an operation without effect, and a difference', async () => {
  const url = await server.newDatabase();
  // The trigger stands for another writer: it swallows the updates of one row.
  const swallow = `
    CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF OLD.id = 5 THEN RETURN NULL; END IF; RETURN NEW; END $$;
    CREATE TRIGGER a_swallow BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION swallow();`;
  const { report, exitCode } = await runOn(url, await scenario(stream, ledger({ ddl: swallow })));
  assert.equal(exitCode, 1);
  assert.ok(report.streamPhase.operations.noEffect > 0);
  const { entries } = report.state.tables;
  assert.equal(entries!.matches, false);
  assert.deepEqual([...new Set(entries!.firstDifferences.map(each => each.key))], ['5']);
});

test('deadlocks, serialization failures and lock timeouts are sent again', async () => {
  const flaky = `
    CREATE SEQUENCE tries;
    CREATE FUNCTION flaky() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF nextval('tries') % 11 = 0 THEN RAISE 'again' USING ERRCODE = '40P01'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER b_flaky BEFORE INSERT OR UPDATE ON entries FOR EACH ROW WHEN (NEW.id > 60) EXECUTE FUNCTION flaky();`;
  const result = await runOn(await server.newDatabase(), await scenario(stream, ledger({ ddl: flaky })));
  assertPassed(result);
  assert.ok(result.report.streamPhase.operations.retried > 5);
});

const long = { streamPhase: { duration: '20s', rate: '200/s', lanes: 4, connections: 2 } };

test('a terminated connection: unknown outcomes, an incomplete run, exit 3 and a report', async () => {
  const url = await server.newDatabase();
  const running = runOn(url, await scenario(long, ledger()));
  await until(async () => (await count(url, 'SELECT count(*) FROM entries')) > 80);
  await server.ask(
    url,
    `SELECT pg_terminate_backend(max(pid)) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'alimentador %' AND query LIKE '%entries%' AND pid <> pg_backend_pid()`,
  );
  const { report, exitCode } = await running;
  assert.equal(exitCode, 3);
  assert.equal(report.verdict, 'incomplete');
  assert.match(report.reasons.join('\n'), /the connection was lost/);
  assert.ok(report.streamPhase.operations.sent > 50);
});

test('a server that is killed in mid-stream: exit 3 and a report of how far it came', async () => {
  const own = await startEmbeddedServer();
  try {
    const running = runOn(own.url, await scenario(long, ledger()));
    await until(async () => (await count(own.url, 'SELECT count(*) FROM entries').catch(() => 0)) > 80);
    process.kill(postmasterOf(own.folder), 'SIGKILL');
    const { report, exitCode } = await running;
    assert.equal(exitCode, 3);
    assert.equal(report.verdict, 'incomplete');
    assert.equal(report.state.status, 'notRun');
    assert.ok(report.streamPhase.operations.committed > 0);
  } finally {
    await own.stop();
  }
});

function postmasterOf(folder: string): number {
  return Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function count(url: string, sql: string): Promise<number> {
  return Number((await server.ask(url, sql).catch(() => [{ count: 0 }]))[0]!['count']);
}

/** Looks again and again; the run's own end is what limits it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, 50));
}
