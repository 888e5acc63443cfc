import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createClient } from 'redis';
import { openRedisSource, type RedisSourceRequest, type RedisStart } from '../../../src/capture/redis.ts';
import type { Source } from '../../../src/capture/raw-message.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { hearMessages, saidBy, type HeardMessages } from '../../helpers/raw-messages.ts';
import { onThread } from './on-thread.ts';
import { freePort, startListening, type OwnProcess } from './own-process.ts';

const url = 'redis://127.0.0.1:6379';
const run = randomUUID();
const folder = mkdtempSync(join(tmpdir(), 'alimentador-redis-'));
const writer = createClient({ url, socket: { reconnectStrategy: false } });
const made = new Set<string>();

before(() => writer.connect());
after(async () => {
  if (made.size > 0) await writer.del([...made]);
  await writer.close();
  rmSync(folder, { recursive: true });
});

const streamOf = (name: string): string => {
  const stream = `${run}.public.${name}`;
  made.add(stream);
  return stream;
};
const add = (stream: string, fields: Record<string, string>, client = writer): Promise<string> =>
  client.xAdd(stream, '*', fields);

async function open(
  streams: readonly string[],
  settings: Partial<RedisSourceRequest> = {},
): Promise<[Source<RedisStart>, HeardMessages]> {
  const heard = hearMessages();
  return [await openRedisSource({ ...heard, url, streams, messageFormat: 'extended', ...settings }), heard];
}

const fails = (opening: Promise<unknown>, message: RegExp): Promise<void> =>
  assert.rejects(opening, (error: unknown) => {
    assert.ok(error instanceof CannotRun, String(error));
    assert.match(error.message, message);
    return true;
  });

test('what was there before is not told; what comes is, with its headers, tombstones too', async () => {
  const [item, late] = [streamOf('item'), streamOf('late')];
  const old = await add(item, { key: '{"id":0}', value: '{"op":"c"}' });
  const [source, heard] = await open([item, late]);
  assert.deepEqual(source.start.tails, { [item]: old, [late]: '0-0' });
  const id = await add(item, { key: '{"id":1}', value: '{"op":"d"}', '__DEBEZIUM.NEWKEY': '{"id":2}' });
  await add(item, { key: '{"id":1}', value: 'default' });
  await heard.count(2);
  await add(late, { key: 'default', value: '{"name":"漢字"}' });
  assert.deepEqual((await heard.count(3)).map(saidBy), [
    [item, '{"id":1}', '{"op":"d"}', { '__debezium.newkey': '{"id":2}' }],
    [item, '{"id":1}', undefined, {}],
    [late, undefined, '{"name":"漢字"}', {}],
  ]);
  assert.equal(heard.messages[0]!.position, `${item}@${id}`);
  await source.stop();
});

test('compact entries', async () => {
  const item = streamOf('compact');
  const [source, heard] = await open([item], { messageFormat: 'compact', nullValue: 'none' });
  await add(item, { '{"id":1}': '{"n":9007199254740993}' });
  await add(item, { '{"id":1}': 'none' });
  await add(item, { key: '1', value: '2' });
  assert.deepEqual((await heard.count(3)).map(saidBy), [
    [item, '{"id":1}', '{"n":9007199254740993}', {}],
    [item, '{"id":1}', undefined, {}],
    [item, '', '', {}],
  ]);
  await source.stop();
});

test('many entries come once and in order, paused in between', async () => {
  const item = streamOf('many');
  const [source, heard] = await open([item]);
  const write = async (from: number, to: number): Promise<void> => {
    const numbers = Array.from({ length: to - from }, (_, index) => from + index);
    await Promise.all(numbers.map(n => add(item, { key: String(n), value: String(n) })));
  };
  await write(0, 2_500);
  await heard.count(2_500);
  source.pause();
  await write(2_500, 5_000);
  source.resume();
  await heard.count(5_000);
  assert.deepEqual(
    heard.messages.map(message => Number(message.value)),
    Array.from({ length: 5_000 }, (_, n) => n),
  );
  const arrivals = heard.messages.map(message => message.receivedAtUs);
  assert.ok(arrivals.every((us, at) => at === 0 || us >= arrivals[at - 1]!));
  await source.stop();
  await add(item, { key: 'x', value: 'x' });
  assert.deepEqual([heard.messages.length, heard.lost], [5_000, []]);
});

test('a server that is killed is read on from where it was, and given up when it stays away', async () => {
  const port = await freePort();
  const start = (): Promise<OwnProcess> =>
    startListening(
      'redis-server',
      `--port ${port} --dir ${folder} --appendonly yes --appendfsync always`.split(' '),
      port,
    );
  let server = await start();
  const there = `redis://127.0.0.1:${port}`;
  const [source, heard] = await open(['a'], { url: there, reconnectAfterMs: [100, 200, 400, 800, 1_600] });
  const say = async (value: string): Promise<void> => {
    const client = await createClient({ url: there, socket: { reconnectStrategy: false } }).connect();
    await add('a', { key: '1', value }, client);
    client.destroy();
  };
  await say('first');
  await heard.count(1);
  await server.kill();
  server = await start();
  await say('second');
  await heard.count(2);
  await server.kill();
  assert.match((await heard.ended()).message, /^the Redis server at .*:\d+ could not be read again: .*ECONNREFUSED/);
  assert.deepEqual(
    heard.messages.map(message => String(message.value)),
    ['first', 'second'],
  );
  await source.stop();
});

test('a password is asked for, given and never said', async () => {
  const port = await freePort();
  const server = await startListening(
    'redis-server',
    ['--port', String(port), '--save', '', '--requirepass', 'topsecret'],
    port,
  );
  const there = `redis://127.0.0.1:${port}`;
  await fails(open(['a'], { url: there }), /NOAUTH/);
  const wrong = join(folder, 'wrong');
  writeFileSync(wrong, 'otherwise\n');
  await fails(
    open(['a'], { url: there, security: { passwordFile: wrong } }),
    /^cannot connect to .*: (?!.*otherwise).*WRONGPASS/,
  );
  const right = join(folder, 'right');
  writeFileSync(right, 'topsecret\n');
  const [source] = await open(['a'], { url: there, security: { passwordFile: right } });
  await source.stop();
  await server.kill();
});

test('no server, and a key that is no stream, are one line each', async () => {
  await fails(
    open(['a'], { url: `redis://127.0.0.1:${await freePort()}` }),
    /^cannot connect to the Redis server at redis:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/,
  );
  const text = streamOf('text');
  await writer.set(text, 'no stream');
  await fails(open([text]), /is no stream in Redis$/);
  const gone = streamOf('gone');
  const [source, heard] = await open([gone], { reconnectAfterMs: [] });
  await writer.set(gone, 'no stream');
  await heard.ended();
  assert.match(heard.lost[0]!.message, /is no stream in Redis$/);
  await source.stop();
});

test('a source runs on a thread, which ends when it is stopped', async () => {
  const stream = streamOf('thread');
  const wanted = { kind: 'redis', url, streams: [stream], messageFormat: 'extended' } as const;
  assert.equal(await onThread(wanted, () => add(stream, { key: '1', value: 'told' })), 'told');
});
