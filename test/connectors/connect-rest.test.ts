import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { targetEnvironment } from '../../src/capture/connector/target-environment.ts';
import { fileServer } from '../helpers/file-server.ts';
import { installConnectStandalone, startConnectStandalone } from './harness/connect-standalone.ts';
import { startKafka, type KafkaBroker } from './harness/kafka-broker.ts';
import type { Properties } from './harness/properties.ts';
import { until } from './harness/source-database.ts';
import { parcelsConnector } from './verified/connect-capture.ts';
import { captureOf, initParcels, runParcels, type ParcelsRun } from './verified/parcels-run.ts';

const server = fileServer();
const version = '3.6.0.Final';
const short = { streamPhase: { duration: '3s', rate: '300/s' } };
let broker: KafkaBroker;

before(async () => {
  broker = await startKafka();
});
after(() => broker?.stop());

/** A capture of a worker that the run starts, which says by REST how its connector is. */
async function startedCapture(name: string, settings: Properties): Promise<object> {
  const config = { ...parcelsConnector('debezium-3.6', name), ...settings };
  const { bootstrap } = broker;
  const worker = await installConnectStandalone({ bootstrap, version, connectors: [{ name, config }] });
  const { words, folder, rest } = worker;
  const start = { command: words, cwd: folder, ready: { slot: name, within: '120s' } };
  return {
    name,
    kind: 'kafka',
    bootstrap,
    connector: { config: worker.configs[name], rest: { url: rest, name }, start },
  };
}

function assertTold(run: ParcelsRun, reason: RegExp): void {
  assert.equal(run.code, 3, run.said);
  assert.equal(run.report.verdict, 'incomplete', run.said);
  assert.match(run.report.reasons.join('\n'), reason, run.said);
}

test('a task that fails at its start ends the run with its trace', async () => {
  const capture = await startedCapture('rest_unready', { 'publication.name': 'nobody_made_it' });
  const run = await runParcels(await server.newDatabase(), [capture], short);
  assertTold(
    run,
    /^The connector of capture rest_unready will not be ready: task 0 of the connector rest_unready has failed: org\.apache\.kafka\.connect\.errors\.ConnectException: Publication autocreation is disabled/,
  );
  assert.equal(run.report.seedPhase.rows, 0);
});

test('a connector that its worker refuses ends the run, and names where the worker says why', async () => {
  const capture = await startedCapture('rest_wrong', { 'database.user': 'nobody_at_all', 'database.password': 'x' });
  const run = await runParcels(await server.newDatabase(), [capture], short);
  assertTold(run, /^The connector of capture rest_wrong ended before it was ready: exit code 3\. Its output \(/);
  const [, output = ''] = /Its output \((.*?)\) ends:/.exec(run.report.reasons.join('\n')) ?? [];
  assert.match(readFileSync(output, 'utf8'), /FATAL: (?:role|password authentication).*"nobody_at_all"/);
  assert.equal(run.report.seedPhase.rows, 0);
});

test('a task that fails in the stream makes its capture void, with its trace', async () => {
  const url = await server.newDatabase();
  const capture = await startedCapture('rest_fails', { 'errors.max.retries': '0' });
  const running = runParcels(url, [capture], { streamPhase: { duration: '15s', rate: '300/s' } });
  await until('the stream has come far', async () => {
    const [row] = await server.ask(url, "SELECT to_regclass('parcels') AS made");
    if (row?.['made'] == null) return undefined;
    const rows = await server.ask(url, 'SELECT 1 FROM parcels WHERE id > 700 LIMIT 1');
    return rows.length === 1 || undefined;
  });
  await server.ask(
    url,
    "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = 'rest_fails'",
  );
  const run = await running;
  assertTold(
    run,
    /capture rest_fails is void: task 0 of the connector rest_fails has failed: .*\n(.*\n)* {2}Caused by: /,
  );
  assert.equal(captureOf(run, 'rest_fails').status, 'void', run.said);
  assert.equal(captureOf(run, 'reference').status, 'clean', run.said);
});

test('settings of a connector that runs are read from REST; one of another version than the scenario says fails', async t => {
  const url = await server.newDatabase();
  await initParcels(url);
  const name = 'rest_settings';
  const config = parcelsConnector('debezium-3.6', name);
  const { bootstrap } = broker;
  const worker = await startConnectStandalone({
    bootstrap,
    version,
    connectors: [{ name, config }],
    env: targetEnvironment(url),
  });
  t.after(() => worker.stop());
  const captures = [
    { name, kind: 'kafka', bootstrap, connector: { rest: { url: worker.rest, name }, version: '2.7' } },
  ];
  const run = await runParcels(url, captures, short);
  const { status, expected, matched, connector } = captureOf(run, name);
  assert.deepEqual([status, matched], ['clean', expected], run.said);
  assert.ok(expected > 500, run.said);
  assert.equal(connector?.version, version);
  assert.equal(run.code, 1, run.said);
  assert.deepEqual(run.report.reasons, [
    `captures.${name}: connector.version is 2.7, but its events come from ${version}; correct the one or start the other`,
  ]);
});
