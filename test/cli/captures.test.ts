import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { reportFaults } from '../../src/report/parse-report.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { eventCapture } from '../helpers/captures.ts';
import { startCli, type Ended, type Running } from '../helpers/cli.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { scenarioFile, temporaryFolder } from '../helpers/scenarios.ts';

const server = fileServer();
const written = { captures: [{ name: 'reference', kind: 'slot' }], drain: { quiet: '100ms' } };

interface Started extends Running {
  /** How it ended, and its report. */
  finished(): Promise<Ended & { report: Report }>;
}

function startRun(url: string, streamPhase: object, ...flags: string[]): Started {
  const out = temporaryFolder();
  const path = scenarioFile({ ...written, streamPhase }, ledger());
  const running = startCli(['run', path, '--database', url, '--out', out, ...flags]);
  const finished = async (): Promise<Ended & { report: Report }> => {
    const ended = await running.ended;
    const name = readdirSync(out).find(file => file.endsWith('.json'));
    assert.ok(name !== undefined, ended.stderr);
    const report = JSON.parse(readFileSync(join(out, name), 'utf8')) as Report;
    assert.deepEqual(await reportFaults(structuredClone(report)), []);
    return { ...ended, report };
  };
  return { ...running, finished };
}

async function slotsOf(url: string): Promise<{ name: string; active: boolean }[]> {
  const rows = await server.ask(
    url,
    'SELECT slot_name, active FROM pg_replication_slots WHERE database = current_database()',
  );
  return rows.map(row => ({ name: row['slot_name']!, active: row['active'] === 't' }));
}

/** Until so many operations have committed. */
async function streamed(url: string): Promise<void> {
  while ((await server.ask(url, 'SELECT 1 FROM entries WHERE id > 60').catch(() => [])).length === 0);
}

const short = { operations: 100, interval: '0ms' };
const long = { operations: 12_000, rate: '200/s' };

test('SIGINT: what came is judged, the slot is gone, exit 130', { timeout: 60_000 }, async () => {
  const url = await server.newDatabase();
  const run = startRun(url, long);
  await streamed(url);
  assert.match((await slotsOf(url))[0]!.name, /^alimentador_[0-9a-f]{8}_reference$/);
  run.child.kill('SIGINT');
  const { code, report, stderr } = await run.finished();
  assert.equal(code, 130, stderr);
  const { status, matched, expected } = eventCapture(report, 'reference');
  assert.deepEqual(
    [report.verdict, report.reasons, status, matched],
    ['incomplete', ['interrupted by SIGINT'], 'clean', expected],
  );
  assert.ok(expected > 60);
  assert.deepEqual(await slotsOf(url), []);
});

test('a slot that a killed run left is found by the next one, named and dropped', { timeout: 60_000 }, async () => {
  const url = await server.newDatabase();
  const killed = startRun(url, long);
  await streamed(url);
  killed.child.kill('SIGKILL');
  assert.equal((await killed.ended).signal, 'SIGKILL');
  // The server notices when it next writes to the reader.
  while ((await slotsOf(url)).some(({ active }) => active));
  const [left] = await slotsOf(url);
  assert.match(left!.name, /^alimentador_[0-9a-f]{8}_reference$/);
  const { code, report, stderr } = await startRun(url, short).finished();
  assert.equal(code, 0, stderr);
  assert.ok(
    report.warnings.includes(`the replication slot ${left!.name}, left by a killed run, was dropped`),
    report.warnings.join('\n'),
  );
  assert.equal(eventCapture(report, 'reference').status, 'clean');
  assert.deepEqual(await slotsOf(url), []);
});

test("somebody else's slot is left alone and no trouble", { timeout: 60_000 }, async () => {
  const url = await server.newDatabase();
  await server.ask(url, "SELECT pg_create_logical_replication_slot('alimentador_mine', 'pgoutput')");
  const { code, report, stderr } = await startRun(url, short).finished();
  assert.equal(code, 0, stderr);
  assert.equal(eventCapture(report, 'reference').status, 'clean');
  assert.deepEqual(await slotsOf(url), [{ name: 'alimentador_mine', active: false }]);
  await server.ask(url, "SELECT pg_drop_replication_slot('alimentador_mine')");
});

test('--no-captures: no slot is made and nothing is said of any', { timeout: 60_000 }, async () => {
  const url = await server.newDatabase();
  const run = startRun(url, { operations: 300, rate: '300/s' }, '--no-captures');
  await streamed(url);
  assert.deepEqual(await slotsOf(url), []);
  const { code, report, stderr } = await run.finished();
  assert.equal(code, 0, stderr);
  assert.deepEqual([report.verdict, report.captures, report.slots], ['passed', {}, {}]);
});
