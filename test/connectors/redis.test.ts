import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { startDebeziumServer } from './harness/debezium-server.ts';
import { knownServers, recommendedProperties, recommendedSlot } from './harness/known-servers.ts';
import { startRedis } from './harness/redis-broker.ts';
import { seenChanges, someChanges, writeSomeChanges } from './harness/some-changes.ts';
import { sourceDatabase, until } from './harness/source-database.ts';

const server = fileServer();

for (const { version, java } of knownServers) {
  test(`Debezium Server ${version} writes every change and a tombstone to Redis, in order`, async () => {
    const source = await sourceDatabase(server);
    const broker = await startRedis();
    const connector = await startDebeziumServer({
      version,
      java,
      properties: recommendedProperties('redis'),
      env: { ...source.env, REDIS_ADDRESS: broker.address },
    });
    try {
      await source.slotActive(recommendedSlot);
      await writeSomeChanges(source);
      const entries = await until('the changes and the tombstone came', async () => {
        const found = await broker.entries('hospital.public.medicos');
        return found.length > someChanges.length ? found : undefined;
      });
      assert.deepEqual(seenChanges(entries.map(({ value = null }) => value)), someChanges);
      assert.deepEqual(
        entries.map(({ key }) => key),
        [1, 2, 3, 2, 3, 3].map(id => `{"id":${id}}`),
      );
      assert.equal(entries.at(-1)?.['value'], 'default');
      await until('a heartbeat came', async () => (await broker.entries('__debezium-heartbeat.hospital'))[0]);
    } finally {
      await connector.stop();
      await broker.stop();
    }
    await source.dropSlot(recommendedSlot);
  });
}
