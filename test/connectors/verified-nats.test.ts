import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { knownServers } from './harness/known-servers.ts';
import { startNats } from './harness/nats-broker.ts';
import { assertClean, runParcels } from './verified/parcels-run.ts';
import { serverCapture } from './verified/server-capture.ts';

const server = fileServer();

for (const { version, java } of knownServers) {
  test(`every change that Debezium Server ${version} publishes to JetStream is proved`, async t => {
    const broker = await startNats();
    t.after(() => broker.stop());
    const name = `nats_${version[0]}`;
    const wanted = { name, version, java, sink: 'nats-jetstream', broker: { NATS_URL: broker.url } } as const;
    const run = await runParcels(await server.newDatabase(), [await serverCapture(wanted)]);
    assertClean(run, [name]);
  });
}
