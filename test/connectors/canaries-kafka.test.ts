import { test } from 'node:test';
import { Producer } from '@platformatic/kafka';
import { assertSinks } from '../capture/publisher/assert-sinks.ts';
import type { SinkKind } from '../capture/publisher/sink-kinds.ts';
import type { Sink } from '../capture/publisher/sinks.ts';
import { newPrefix } from '../capture/publisher/sink-run.ts';
import { fileServer } from '../helpers/file-server.ts';
import { startKafka } from './harness/kafka-broker.ts';

const server = fileServer();

/** A record a message: the key decides the partition, a tombstone has no value. */
function kafkaSink(bootstrap: string): Sink {
  const bytes = (text?: string): Buffer | undefined => (text === undefined ? undefined : Buffer.from(text));
  const producer = new Producer<string, string | undefined, string, string>({
    clientId: 'test',
    bootstrapBrokers: [bootstrap],
    serializers: { key: bytes, value: bytes, headerKey: bytes, headerValue: bytes },
    retries: 20,
    retryDelay: 500,
  });
  return {
    send: async messages => {
      const records = messages.map(({ topic, key, value }) => ({ topic, key, value: value ?? undefined }));
      if (records.length > 0) await producer.send({ messages: records });
    },
    close: () => producer.close(),
  };
}

test('what a faithful publisher delivers through Kafka is clean, and each fault in it is named', async t => {
  const broker = await startKafka();
  t.after(() => broker.stop());
  const prefix = newPrefix();
  for (const table of ['accounts', 'entries']) await broker.createTopic(`${prefix}.public.${table}`, 3);
  const kafka: SinkKind = {
    name: 'kafka',
    capture: { kind: 'kafka', bootstrap: broker.bootstrap },
    open: async () => kafkaSink(broker.bootstrap),
    topic: topic => topic,
    hasKey: true,
    isBatched: false,
    remove: async () => undefined,
  };
  await assertSinks(t, { server, prefix, kinds: [kafka] });
});
