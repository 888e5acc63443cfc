import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { startDebeziumServer } from './harness/debezium-server.ts';
import { startHttpSink } from './harness/http-sink.ts';
import { knownServers, recommendedProperties, recommendedSlot } from './harness/known-servers.ts';
import { seenChanges, someChanges, writeSomeChanges } from './harness/some-changes.ts';
import { sourceDatabase, until } from './harness/source-database.ts';

const server = fileServer();

for (const { version, java } of knownServers) {
  test(`Debezium Server ${version} posts every change, in order`, async () => {
    const source = await sourceDatabase(server);
    const sink = await startHttpSink();
    const connector = await startDebeziumServer({
      version,
      java,
      properties: recommendedProperties('http'),
      env: { ...source.env, SINK_URL: sink.url },
    });
    try {
      await source.slotActive(recommendedSlot);
      await writeSomeChanges(source);
      await until('the changes came', async () => seenChanges(sink.bodies).length >= someChanges.length || undefined);
      await until('a heartbeat came', async () => sink.bodies.find(body => body.startsWith('{"ts_ms":')));
      assert.deepEqual(seenChanges(sink.bodies), someChanges);
    } finally {
      await connector.stop();
    }
    await source.dropSlot(recommendedSlot);
  });
}
