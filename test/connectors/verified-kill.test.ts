import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventCapture } from '../../src/report/report.generated.ts';
import { captureSummary } from '../helpers/captures.ts';
import { fileServer } from '../helpers/file-server.ts';
import { startNats } from './harness/nats-broker.ts';
import { startRedis } from './harness/redis-broker.ts';
import { assertEnoughChanges, captureOf, runParcels, type ParcelsRun } from './verified/parcels-run.ts';
import { serverCapture, type Sink } from './verified/server-capture.ts';

const server = fileServer();

interface Killed {
  readonly run: ParcelsRun;
  readonly capture: EventCapture;
}

/** Kills the connector in the stream. Its offsets are written now and then, so that it repeats itself for certain. */
async function runWithKills(sink: Sink, broker: Record<string, string>, delivery: string): Promise<Killed> {
  const name = `killed_${delivery.startsWith('at') ? 'often' : 'once'}`;
  const wanted = {
    name,
    version: '3.6.0.Final',
    java: 'newest',
    sink,
    broker,
    properties: { 'debezium.source.offset.flush.interval.ms': '3000' },
  } as const;
  // Behind the seeded rows: killed inside their COPY, this version loses some (copy-restart.test.ts).
  const faults = [{ arrived: 5_000, do: 'kill' }];
  const captures = [await serverCapture(wanted, { faults }, { delivery })];
  const run = await runParcels(await server.newDatabase(), captures);
  const capture = captureOf(run, name);
  const played = run.report.faults.map(({ capture: whose, action, error }) => [whose, action, error]);
  assert.deepEqual(played, [[name, 'kill', null]], run.said);
  for (const { atMs, downMs } of run.report.faults) assert.ok(atMs !== null && downMs !== null, run.said);
  assertEnoughChanges(run);
  assert.equal(captureOf(run, 'reference').status, 'clean', run.said);
  return { run, capture };
}

test('a connector that is killed loses nothing: at least once, what comes again is no finding', async t => {
  const broker = await startRedis();
  t.after(() => broker.stop());
  const { run, capture } = await runWithKills('redis', { REDIS_ADDRESS: broker.address }, 'at-least-once');
  const { expected, matched, missing, mismatched, unexpected, redelivered, status } = capture;
  const shown = `${captureSummary(capture)}\n${run.said}`;
  assert.deepEqual([matched, missing, mismatched, unexpected], [expected, 0, 0, 0], shown);
  assert.ok(redelivered > 0, shown);
  assert.equal(status, 'clean', shown);
  assert.equal(run.code, 0, shown);
});

test('a connector that is killed and repeats itself is told what it repeated: exactly once', async t => {
  const broker = await startNats();
  t.after(() => broker.stop());
  const { run, capture } = await runWithKills('nats-jetstream', { NATS_URL: broker.url }, 'exactly-once');
  const { expected, matched, missing, mismatched, unexpected, redelivered, duplicated } = capture;
  const shown = `${captureSummary(capture)}\n${run.said}`;
  assert.deepEqual([matched, missing, mismatched, unexpected], [expected, 0, 0, 0], shown);
  assert.ok(redelivered > 0, shown);
  assert.equal(run.code, duplicated > 0 ? 1 : 0, shown);
});
