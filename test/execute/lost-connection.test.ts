import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadedScenario } from '../../src/scenario/load-scenario.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const server = fileServer();
const ours = "FROM pg_stat_activity WHERE application_name = 'alimentador test' AND datname = current_database()";
const holder = `(SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/** Runs until the stream is well under way, then does harm; the run has to end by itself. */
async function harmed(loaded: LoadedScenario, harm: string): Promise<Awaited<ReturnType<typeof runOn>>> {
  const url = await server.newDatabase();
  const running = runOn(url, loaded);
  while ((await server.ask(url, "SELECT 1 FROM pg_class WHERE relname = 'entries'")).length === 0);
  while ((await server.ask(url, 'SELECT 1 FROM entries WHERE id > 100')).length === 0);
  const [done] = await server.ask(url, harm);
  assert.notEqual(done, undefined, 'there was nothing to harm');
  const result = await running;
  assert.deepEqual(await server.ask(url, `SELECT pid ${ours}`), [], 'sessions are left behind');
  return result;
}

const closedLoop = { duration: '60s', interval: '0ms', lanes: 4, connections: 2 };
const connections = {
  'one connection of the stream': `SELECT pg_terminate_backend(pid) ${ours} AND pid NOT IN ${holder} LIMIT 1`,
  'all connections of the stream': `SELECT pg_terminate_backend(pid) ${ours} AND pid NOT IN ${holder}`,
  'all connections of the run': `SELECT pg_terminate_backend(pid) ${ours}`,
};
for (const [name, harm] of Object.entries(connections)) {
  test(`${name} ended by an administrator: unknown outcomes, incomplete, exit 3, a report`, async () => {
    const { report, exitCode } = await harmed(await scenario({ streamPhase: closedLoop }, ledger()), harm);
    const { sent, committed, rejected, unknown } = report.streamPhase.operations;
    assert.deepEqual([report.verdict, exitCode], ['incomplete', 3], report.reasons.join('\n'));
    assert.ok(unknown > 0);
    assert.deepEqual([sent, rejected], [committed + unknown, 0]);
    assert.match(report.reasons.join('\n'), /the connection was lost: .*(terminat|EPIPE|ECONNRESET)/);
    assert.match(report.reasons.join('\n'), /\d+ operations? of unknown outcome/);
    assert.deepEqual([report.state.status, report.checks], ['notRun', []]);
    assert.doesNotMatch([...report.reasons, ...report.errors].join('\n'), /\n +at /, 'a stack trace');
  });
}

test('the connection that holds the lock ended by an administrator: exit 3 and a report', async () => {
  const streamPhase = { ...closedLoop, duration: '2s' };
  const harm = `SELECT pg_terminate_backend(pid) FROM (SELECT ${holder}) AS it (pid)`;
  const { report, exitCode } = await harmed(await scenario({ streamPhase }, ledger()), harm);
  assert.deepEqual([report.verdict, exitCode, report.state.status], ['incomplete', 3, 'notRun']);
  assert.ok(report.streamPhase.operations.committed > 60);
  assert.doesNotMatch([...report.reasons, ...report.errors].join('\n'), /\n +at /, 'a stack trace');
});

test('an operation that waits for a lock beyond the operation timeout is unknown, and the run ends', async () => {
  const loaded = await scenario({ streamPhase: { ...closedLoop, operationTimeout: '1s' } }, ledger());
  const url = await server.newDatabase();
  const running = runOn(url, loaded);
  while ((await server.ask(url, "SELECT 1 FROM pg_class WHERE relname = 'entries'")).length === 0);
  while ((await server.ask(url, 'SELECT 1 FROM entries WHERE id > 60')).length === 0);
  const other = await server.session(url);
  await other.query('BEGIN; LOCK TABLE entries IN EXCLUSIVE MODE');
  const { report, exitCode } = await running;
  assert.deepEqual([report.verdict, exitCode], ['incomplete', 3]);
  assert.match(report.reasons.join('\n'), /no answer to operation \d+ within the operation timeout/);
  await other.query('ROLLBACK');
});

test('a server without room for all connections of the stream: exit 3, and nothing stays open', async () => {
  const url = await server.newDatabase();
  const name = new URL(url).pathname.slice(1);
  await server.ask(url, `CREATE ROLE few LOGIN PASSWORD 'few' CONNECTION LIMIT 3; ALTER DATABASE ${name} OWNER TO few`);
  const asFew = Object.assign(new URL(url), { username: 'few', password: 'few' }).href;
  const loaded = await scenario({ streamPhase: { operations: 50, interval: '0ms', lanes: 6 } }, ledger());
  const { report, exitCode } = await runOn(asFew, loaded);
  assert.deepEqual([report.verdict, exitCode], ['incomplete', 3]);
  assert.match(report.reasons.join('\n'), /cannot connect to .*too many connections for role/);
  assert.deepEqual(await server.ask(url, `SELECT pid ${ours}`), [], 'sessions are left behind');
});
