import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { captureSummary } from '../helpers/captures.ts';
import { fileServer } from '../helpers/file-server.ts';
import type { BackgroundProgram } from './harness/background-program.ts';
import { startKafka } from './harness/kafka-broker.ts';
import { startNats } from './harness/nats-broker.ts';
import { startRedis } from './harness/redis-broker.ts';
import { connectCapture } from './verified/connect-capture.ts';
import { assertEnoughChanges, captureOf, runParcels, type ParcelsRun } from './verified/parcels-run.ts';
import { serverCapture } from './verified/server-capture.ts';

const server = fileServer();

/** Waits until the stream is well under way, some 6,000 parcels in all. */
async function midStream(url: string): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const last = await client
      .query<{ last: string | null }>('SELECT max(id) AS last FROM parcels')
      .then(({ rows }) => Number(rows[0]!.last))
      // Before the run has made its tables.
      .catch((error: pg.DatabaseError) => (error.code === '42P01' ? 0 : Promise.reject(error)));
    await client.end();
    if (last > 2_500) return;
    await delay(200);
  }
}

async function runThrough(
  t: TestContext,
  capture: object,
  broker: BackgroundProgram,
  how: 'kill' | 'restart',
): Promise<ParcelsRun> {
  t.after(() => broker.stop());
  const url = await server.newDatabase();
  const drain = { quiet: '10s', idle: '60s' };
  const [run] = await Promise.all([runParcels(url, [capture], { drain }), midStream(url).then(() => broker[how]())]);
  assertEnoughChanges(run);
  assert.equal(captureOf(run, 'reference').status, 'clean', run.said);
  return run;
}

function assertNothingLost(run: ParcelsRun, name: string): void {
  const capture = captureOf(run, name);
  const { expected, matched, missing, mismatched, unexpected, outOfOrder, status } = capture;
  const shown = `${captureSummary(capture)}\n${run.said}`;
  assert.deepEqual([matched, missing, mismatched, unexpected, outOfOrder], [expected, 0, 0, 0, 0], shown);
  assert.equal(status, 'clean', shown);
  assert.equal(run.code, 0, shown);
}

test('Redis is killed in the stream and comes back with what it had: the connector and the capture go on', async t => {
  const broker = await startRedis('everything');
  const wanted = { name: 'redis_killed', version: '3.6.0.Final', java: 'newest', sink: 'redis' } as const;
  const environment = { broker: { REDIS_ADDRESS: broker.address } };
  const capture = await serverCapture({ ...wanted, ...environment }, {}, { delivery: 'at-least-once' });
  assertNothingLost(await runThrough(t, capture, broker, 'kill'), wanted.name);
});

test('Kafka is restarted in the stream: the connector and the capture go on', async t => {
  const broker = await startKafka();
  const which = { file: 'debezium-3.6', version: '3.6.0.Final', name: 'kafka_restarted' } as const;
  const capture = { ...(await connectCapture(which, broker.bootstrap)), delivery: 'at-least-once' };
  assertNothingLost(await runThrough(t, capture, broker, 'restart'), which.name);
});

test('NATS is restarted in the stream: nothing is lost, or the capture is void because its connector gave up', async t => {
  const broker = await startNats();
  const wanted = { name: 'nats_restarted', version: '3.6.0.Final', java: 'newest', sink: 'nats-jetstream' } as const;
  const environment = { broker: { NATS_URL: broker.url } };
  const capture = await serverCapture({ ...wanted, ...environment }, {}, { delivery: 'at-least-once' });
  const run = await runThrough(t, capture, broker, 'restart');
  const { status, voidReason } = captureOf(run, wanted.name);
  if (status !== 'void') return assertNothingLost(run, wanted.name);
  assert.match(voidReason!, /ended by itself/, run.said);
  assert.equal(run.code, 3, run.said);
});
