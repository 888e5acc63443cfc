import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { knownServers } from './harness/known-servers.ts';
import { assertClean, runParcels } from './verified/parcels-run.ts';
import { serverCapture } from './verified/server-capture.ts';

const server = fileServer();

for (const { version, java } of knownServers) {
  test(`every change that Debezium Server ${version} posts is proved`, async () => {
    const name = `http_${version[0]}`;
    const wanted = { name, version, java, sink: 'http', broker: {} } as const;
    const run = await runParcels(await server.newDatabase(), [await serverCapture(wanted)]);
    assertClean(run, [name]);
  });
}
