import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { startKafka } from './harness/kafka-broker.ts';
import { connectCapture } from './verified/connect-capture.ts';
import { assertClean, captureOf, runParcels } from './verified/parcels-run.ts';

const server = fileServer();

/** Connectors side by side: the file that users get, and the version that runs it. */
const connectors = [
  { file: 'debezium-2.7', version: '2.7.4.Final', name: 'kafka_27' },
  { file: 'debezium-3.6', version: '3.6.0.Final', name: 'kafka_36' },
] as const;

test('two versions of the connector are proved on one stream, each through three partitions', async t => {
  const broker = await startKafka();
  t.after(() => broker.stop());
  const captures = await Promise.all(connectors.map(each => connectCapture(each, broker.bootstrap)));
  const run = await runParcels(await server.newDatabase(), captures);
  assertClean(
    run,
    connectors.map(({ name }) => name),
  );
  for (const { name, version } of connectors) {
    assert.equal(captureOf(run, name).connector?.version, version);
    const records = await broker.records(`${name}.public.parcels`, 5_000);
    assert.deepEqual(new Set(records.map(({ partition }) => partition)), new Set([0, 1, 2]));
  }
});
