import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const server = fileServer();

test('a server that is killed in mid-stream: exit 3, with a report of how far it came', async () => {
  const url = await server.newDatabase();
  const streamPhase = { duration: '60s', interval: '0ms', lanes: 4, connections: 2 };
  const running = runOn(url, await scenario({ streamPhase }, ledger()));
  while ((await server.ask(url, "SELECT 1 FROM pg_class WHERE relname = 'entries'")).length === 0);
  while ((await server.ask(url, 'SELECT 1 FROM entries WHERE id > 100')).length === 0);
  const { pid } = await server.server();
  process.kill(pid, 'SIGKILL');
  const { report, exitCode } = await running;
  const { sent, committed, rejected, unknown } = report.streamPhase.operations;
  assert.deepEqual([report.verdict, exitCode, report.state.status], ['incomplete', 3, 'notRun']);
  assert.ok(committed > 60 && unknown > 0);
  assert.deepEqual([sent, rejected], [committed + unknown, 0]);
  assert.equal(report.seedPhase.rows, 60);
  assert.match(report.reasons[0]!, /^the connection was lost: /);
  assert.doesNotMatch([...report.reasons, ...report.errors].join('\n'), /\n +at |defect/, 'a stack trace');
});
