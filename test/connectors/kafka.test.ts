import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { startConnectStandalone } from './harness/connect-standalone.ts';
import { startKafka } from './harness/kafka-broker.ts';
import { recommendedConnector } from './harness/known-servers.ts';
import { seenChanges, someChanges, writeSomeChanges } from './harness/some-changes.ts';
import { sourceDatabase } from './harness/source-database.ts';

const server = fileServer();

/** Connectors side by side: the file that users get, and the version that runs it. */
const connectors = [
  { file: 'debezium-2.7', version: '2.7.4.Final' },
  { file: 'debezium-3.6', version: '3.6.0.Final' },
].map(each => ({ ...each, ...recommendedConnector(each.file) }));

test('two versions of the connector side by side write every change and a tombstone to three partitions', async t => {
  const source = await sourceDatabase(server);
  const broker = await startKafka();
  t.after(() => broker.stop());
  for (const { version, name, config } of connectors) {
    const { bootstrap } = broker;
    const worker = await startConnectStandalone({
      bootstrap,
      version,
      connectors: [{ name, config }],
      env: source.env,
    });
    t.after(async () => {
      await worker.stop();
      await source.dropSlot(config['slot.name']!);
    });
    await source.slotActive(config['slot.name']!);
    assert.equal((await worker.status(name)).state, 'RUNNING');
  }
  await writeSomeChanges(source);
  for (const { config } of connectors) {
    const records = await broker.records(`${config['topic.prefix']}.public.medicos`, someChanges.length + 1);
    const ofKey = (id: number) => records.filter(({ key }) => key === `{"id":${id}}`);
    assert.equal(records.length, someChanges.length + 1);
    for (const id of [1, 2, 3]) {
      assert.equal(new Set(ofKey(id).map(({ partition }) => partition)).size, 1);
      const expected = someChanges.filter(change => change.id === id);
      assert.deepEqual(seenChanges(ofKey(id).map(({ value }) => value)), expected);
    }
    assert.equal(ofKey(3).at(-1)?.value, null);
  }
});
