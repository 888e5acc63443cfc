import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import zlib from 'node:zlib';
import { Admin, Producer, type MessageToProduce } from '@platformatic/kafka';
import { openKafkaSource, type KafkaSource, type KafkaSourceRequest } from '../../../src/capture/kafka.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { hearMessages, saidBy, type HeardMessages } from '../../helpers/raw-messages.ts';
import { onThread } from './on-thread.ts';
import { startOwnKafka, type OwnKafka } from './own-kafka.ts';
import { freePort } from './own-process.ts';

let kafka: OwnKafka;
before(async () => {
  kafka = await startOwnKafka();
});
after(() => kafka.remove());

async function withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [kafka.plain], retries: 20, retryDelay: 500 });
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}

async function makeTopic(partitions: number): Promise<string> {
  const topic = `t${randomUUID()}`;
  await withAdmin(admin => admin.createTopics({ topics: [topic], partitions, replicas: 1 }));
  return topic;
}

type Words = Omit<MessageToProduce<string, string | undefined, string, string>, 'value'> & {
  value: string | undefined;
};

async function send(
  messages: readonly Words[],
  compression: 'none' | 'gzip' | 'snappy' | 'lz4' = 'none',
): Promise<void> {
  const text = (value?: string): Buffer | undefined => (value === undefined ? undefined : Buffer.from(value));
  const producer = new Producer<string, string | undefined, string, string>({
    clientId: 'test',
    bootstrapBrokers: [kafka.plain],
    serializers: { key: text, value: text, headerKey: text, headerValue: text },
    retries: 20,
    retryDelay: 500,
    compression,
    autocreateTopics: true,
  });
  try {
    await producer.send({ messages: messages as never });
  } finally {
    await producer.close();
  }
}

async function open(
  topics: readonly string[],
  settings: Partial<KafkaSourceRequest> = {},
): Promise<[KafkaSource, HeardMessages]> {
  const heard = hearMessages();
  return [await openKafkaSource({ ...heard, brokers: [kafka.plain], topics, ...settings }), heard];
}

const fails = (opening: Promise<unknown>, message: RegExp): Promise<void> =>
  assert.rejects(opening, (error: unknown) => {
    assert.ok(error instanceof CannotRun, String(error));
    assert.match(error.message, message);
    return true;
  });

test('what was there before is not told; what comes is, with its headers, tombstones and keyless records too', async () => {
  const topic = await makeTopic(3);
  await send([
    { topic, partition: 1, key: 'old', value: 'old' },
    { topic, partition: 1, key: 'old', value: 'old' },
  ]);
  const [source, heard] = await open([topic]);
  assert.deepEqual(source.start.tails, { [`${topic}[0]`]: '0', [`${topic}[1]`]: '2', [`${topic}[2]`]: '0' });
  assert.deepEqual(source.absentTopics(), []);
  await send([
    { topic, partition: 1, key: '{"id":1}', value: '{"name":"漢字"}', headers: { '__debezium.newkey': '{"id":2}' } },
    { topic, partition: 1, key: '{"id":1}', value: undefined },
    { topic, partition: 1, value: '{"op":"c"}' },
  ]);
  assert.deepEqual((await heard.count(3)).map(saidBy), [
    [topic, '{"id":1}', '{"name":"漢字"}', { '__debezium.newkey': '{"id":2}' }],
    [topic, '{"id":1}', undefined, {}],
    [topic, undefined, '{"op":"c"}', {}],
  ]);
  assert.equal(heard.messages[0]!.position, `${topic}[1]@2`);
  await source.stop();
});

test('many records of several partitions, compressed or not, come once and in the order of each, paused in between', async () => {
  const topic = await makeTopic(3);
  const [source, heard] = await open([topic]);
  const write = (from: number, compression: 'none' | 'gzip' | 'snappy' | 'lz4'): Promise<void> =>
    send(
      Array.from({ length: 1_500 }, (_, at) => ({
        topic,
        partition: (from + at) % 3,
        key: String((from + at) % 3),
        value: String(from + at),
      })),
      compression,
    );
  await write(0, 'none');
  await write(1_500, 'gzip');
  await heard.count(3_000);
  source.pause();
  await write(3_000, 'snappy');
  await write(4_500, 'lz4');
  source.resume();
  await heard.count(6_000);
  for (const key of ['0', '1', '2']) {
    const own = heard.messages.filter(message => String(message.key) === key).map(message => Number(message.value));
    assert.deepEqual(
      own,
      Array.from({ length: 2_000 }, (_, at) => at * 3 + Number(key)),
    );
  }
  await source.stop();
  assert.deepEqual([heard.messages.length, heard.lost], [6_000, []]);
});

test("what Kafka's own producer compressed is read; without zstd in Node.js that is one line", async () => {
  for (const compression of ['gzip', 'snappy', 'lz4', 'zstd']) {
    const topic = await makeTopic(1);
    const [source, heard] = await open([topic]);
    const value = 'compressed '.repeat(200).trim();
    await kafka.produce(topic, value, compression);
    if (compression !== 'zstd' || 'zstdDecompressSync' in zlib) {
      assert.deepEqual((await heard.count(1)).map(saidBy), [[topic, undefined, value, {}]], compression);
    } else assert.match((await heard.ended()).message, /compressed with zstd, which this Node\.js has not/);
    await source.stop();
  }
});

test('records of an aborted transaction are left out, those of a committed one told', async () => {
  const topic = await makeTopic(1);
  const [source, heard] = await open([topic]);
  const producer = new Producer({
    clientId: 'test',
    bootstrapBrokers: [kafka.plain],
    idempotent: true,
    transactionalId: randomUUID(),
    retries: 20,
    retryDelay: 500,
  });
  const sendIn = async (value: string, end: 'abort' | 'commit'): Promise<void> => {
    const transaction = await producer.beginTransaction();
    await transaction.send({ messages: [{ topic, key: Buffer.from('k'), value: Buffer.from(value) }] });
    await transaction[end]();
  };
  source.pause();
  await sendIn('aborted', 'abort');
  await sendIn('first', 'commit');
  await sendIn('aborted too', 'abort');
  await sendIn('second', 'commit');
  source.resume();
  await heard.count(2);
  await producer.close();
  assert.deepEqual(
    heard.messages.map(message => String(message.value)),
    ['first', 'second'],
  );
  await source.stop();
});

test('a topic and a partition that come later are read from their first record', async () => {
  const [grown, late] = [await makeTopic(1), `t${randomUUID()}`];
  const [source, heard] = await open([grown, late]);
  assert.deepEqual(source.absentTopics(), [late]);
  await withAdmin(admin => admin.createTopics({ topics: [late], partitions: 2, replicas: 1 }));
  await withAdmin(admin => admin.createPartitions({ topics: [{ name: grown, count: 2 }] }));
  await send([
    { topic: late, partition: 1, key: 'k', value: 'first' },
    { topic: grown, partition: 1, key: 'k', value: 'first' },
  ]);
  const told = (await heard.count(2)).map(message => message.position).sort();
  assert.deepEqual(told, [`${grown}[1]@0`, `${late}[1]@0`].sort());
  assert.deepEqual(source.absentTopics(), []);
  await source.stop();
});

test('nothing is left on the cluster', async () => {
  const topic = await makeTopic(1);
  const [source, heard] = await open([topic]);
  await send([{ topic, key: 'k', value: 'v' }]);
  await heard.count(1);
  const groups = await withAdmin(admin => admin.listGroups());
  assert.deepEqual([...groups.keys()], []);
  await source.stop();
});

test('a password or a certificate lets in, and is never said', async () => {
  const topic = await makeTopic(1);
  const { passwordFile, wrongPasswordFile, caFile, certFile, keyFile } = kafka.files;
  const sasl = { protocol: 'SASL_PLAINTEXT', username: 'me', passwordFile } as const;
  const ways: Partial<KafkaSourceRequest>[] = [
    { brokers: [kafka.sasl], security: sasl },
    { brokers: [kafka.sasl], security: { ...sasl, mechanism: 'SCRAM-SHA-256' } },
    { brokers: [kafka.tls], security: { protocol: 'SSL', caFile, certFile, keyFile } },
  ];
  for (const way of ways) {
    const [source, heard] = await open([topic], way);
    await send([{ topic, key: 'k', value: 'v' }]);
    await heard.count(1);
    await source.stop();
  }
  const refused = /^cannot read Kafka at \S+: (?!.*otherwise)/;
  const wrong = { ...sasl, passwordFile: wrongPasswordFile };
  await fails(open([topic], { brokers: [kafka.sasl], security: wrong }), refused);
  await fails(open([topic], { brokers: [kafka.sasl], security: { ...wrong, mechanism: 'SCRAM-SHA-256' } }), refused);
  await fails(open([topic], { brokers: [kafka.tls], security: { protocol: 'SSL', certFile, keyFile } }), refused);
  await fails(open([topic], { brokers: [kafka.tls], security: { protocol: 'SSL', caFile } }), refused);
});

test('a source runs on a thread, which ends when it is stopped', async () => {
  const topic = await makeTopic(1);
  const wanted = { kind: 'kafka', brokers: [kafka.plain], topics: [topic] } as const;
  assert.equal(await onThread(wanted, () => send([{ topic, key: 'k', value: 'told' }])), 'told');
});

test('a broker that is not there is one line', async () => {
  await fails(
    open(['a'], { brokers: [`127.0.0.1:${await freePort()}`] }),
    /^cannot read Kafka at 127\.0\.0\.1:\d+: connect ECONNREFUSED/,
  );
});

test('a topic that is deleted ends the source, made again or not', async () => {
  const topic = await makeTopic(1);
  const [source, heard] = await open([topic]);
  await withAdmin(async admin => {
    await admin.deleteTopics({ topics: [topic] });
    await wait(500);
    await admin.createTopics({ topics: [topic], partitions: 1, replicas: 1 });
  });
  assert.match((await heard.ended()).message, /was deleted in the middle of the run/);
  await source.stop();
});

test('a broker that is killed is read on from where it was, and given up when it stays away', async () => {
  const topic = await makeTopic(1);
  const [patient, heard] = await open([topic], { reconnectAfterMs: Array.from({ length: 200 }, () => 500) });
  await send([{ topic, key: 'k', value: 'first' }]);
  await heard.count(1);
  await kafka.kill();
  await kafka.start();
  await send([{ topic, key: 'k', value: 'second' }]);
  await heard.count(2);
  const [hasty, heardHasty] = await open([topic], { reconnectAfterMs: [100, 200] });
  await kafka.kill();
  assert.match((await heardHasty.ended()).message, /^Kafka at \S+ could not be read again: .*ECONNREFUSED/);
  assert.deepEqual(
    heard.messages.map(message => String(message.value)),
    ['first', 'second'],
  );
  await hasty.stop();
  await patient.stop();
  assert.deepEqual(heard.lost, []);
});
