import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { startRedis } from './harness/redis-broker.ts';
import { captureOf, runParcels } from './verified/parcels-run.ts';
import { deliveryOf, installForParcels, serverCapture, type ParcelsServer } from './verified/server-capture.ts';

const server = fileServer();

/** The same rows and operations every time, so that yesterday's events look like today's. */
const short = { streamPhase: { duration: '3s', rate: '300/s' } };
const redis = { version: '3.6.0.Final', java: 'newest', sink: 'redis', prefix: 'daily' } as const;

test("yesterday's events are never taken for today's", async t => {
  const [broker, elsewhere] = [await startRedis(), await startRedis()];
  t.after(() => Promise.all([broker.stop(), elsewhere.stop()]));
  const daily = (name: string, address: string): ParcelsServer => ({
    ...redis,
    name,
    broker: { REDIS_ADDRESS: address },
  });

  await t.test('the first run is clean and leaves its events in the streams', async () => {
    const run = await runParcels(
      await server.newDatabase(),
      [await serverCapture(daily('daily_a', broker.address))],
      short,
    );
    assert.equal(run.code, 0, run.said);
    assert.ok(captureOf(run, 'daily_a').matched > 500, run.said);
    assert.ok((await broker.entries('daily.public.parcels')).length > 500);
  });

  await t.test('a connector that delivers elsewhere leaves every change missing', async () => {
    const capture = await serverCapture(daily('daily_b', elsewhere.address));
    const here = { ...capture, ...deliveryOf('redis', { REDIS_ADDRESS: broker.address }) };
    const run = await runParcels(await server.newDatabase(), [here], short);
    const { expected, matched, missing, attributedTo } = captureOf(run, 'daily_b');
    assert.ok(expected > 500, run.said);
    assert.deepEqual([matched, missing], [0, expected], run.said);
    assert.equal(attributedTo, 'connector');
    assert.equal(captureOf(run, 'reference').status, 'clean', run.said);
    assert.equal(run.code, 1, run.said);
  });

  await t.test('a connector that nobody starts ends the run before its first row', async () => {
    const { config } = await installForParcels(daily('daily_c', broker.address));
    const capture = {
      name: 'daily_c',
      ...deliveryOf('redis', { REDIS_ADDRESS: broker.address }),
      connector: { config },
    };
    const run = await runParcels(await server.newDatabase(), [capture], short);
    assert.equal(run.code, 3, run.said);
    assert.match(run.said, /capture daily_c is not ready: nobody reads the replication slot daily_c/);
  });
});
