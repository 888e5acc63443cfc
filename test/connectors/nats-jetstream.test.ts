import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { startDebeziumServer } from './harness/debezium-server.ts';
import { knownServers, recommendedProperties, recommendedSlot } from './harness/known-servers.ts';
import { startNats } from './harness/nats-broker.ts';
import { seenChanges, someChanges, writeSomeChanges } from './harness/some-changes.ts';
import { sourceDatabase, until } from './harness/source-database.ts';

const server = fileServer();

for (const { version, java } of knownServers) {
  test(`Debezium Server ${version} publishes every change to JetStream, in order`, async () => {
    const source = await sourceDatabase(server);
    const broker = await startNats();
    const connector = await startDebeziumServer({
      version,
      java,
      properties: recommendedProperties('nats-jetstream'),
      env: { ...source.env, NATS_URL: broker.url },
    });
    try {
      await source.slotActive(recommendedSlot);
      await writeSomeChanges(source);
      const messages = await until('the changes and a heartbeat came', async () => {
        const found = await broker.messages('DebeziumStream');
        const beats = found.filter(({ subject }) => subject === '__debezium-heartbeat.hospital');
        const isAll = beats.length > 0 && found.length - beats.length >= someChanges.length;
        return isAll ? found : undefined;
      });
      const changes = messages.filter(({ subject }) => subject === 'hospital.public.medicos');
      assert.deepEqual(seenChanges(changes.map(({ text }) => text)), someChanges);
    } finally {
      await connector.stop();
      await broker.stop();
    }
    await source.dropSlot(recommendedSlot);
  });
}
