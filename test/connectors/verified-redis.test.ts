import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { knownServers } from './harness/known-servers.ts';
import { startRedis } from './harness/redis-broker.ts';
import { assertClean, runParcels } from './verified/parcels-run.ts';
import { serverCapture } from './verified/server-capture.ts';

const server = fileServer();

for (const { version, java } of knownServers) {
  test(`every change that Debezium Server ${version} adds to Redis is proved`, async t => {
    const broker = await startRedis();
    t.after(() => broker.stop());
    const name = `redis_${version[0]}`;
    const wanted = { name, version, java, sink: 'redis', broker: { REDIS_ADDRESS: broker.address } } as const;
    const run = await runParcels(await server.newDatabase(), [await serverCapture(wanted)]);
    assertClean(run, [name]);
  });
}
