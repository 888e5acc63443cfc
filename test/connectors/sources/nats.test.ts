import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { jetstream, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { openNatsSource, type NatsSourceRequest, type NatsStart } from '../../../src/capture/nats.ts';
import type { Source } from '../../../src/capture/raw-message.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { issue } from '../../helpers/certificates.ts';
import { hearMessages, saidBy, type HeardMessages } from '../../helpers/raw-messages.ts';
import { onThread } from './on-thread.ts';
import { freePort, startListening } from './own-process.ts';

const url = 'nats://127.0.0.1:4222';
const run = randomUUID().replaceAll('-', '');
const folder = mkdtempSync(join(tmpdir(), 'alimentador-nats-'));
const made: string[] = [];
let server: NatsConnection;

before(async () => {
  server = await connect({ servers: url });
});
after(async () => {
  const manager = await jetstreamManager(server);
  for (const name of made) await manager.streams.delete(name).catch(() => undefined);
  await server.close();
  rmSync(folder, { recursive: true });
});

async function makeStream(name: string, on = server): Promise<string> {
  const stream = `s${run}${name}`;
  await (
    await jetstreamManager(on)
  ).streams.add({ name: stream, subjects: [`${stream}.>`], storage: StorageType.File });
  if (on === server) made.push(stream);
  return stream;
}

async function open(
  stream: string,
  settings: Partial<NatsSourceRequest> = {},
): Promise<[Source<NatsStart>, HeardMessages]> {
  const heard = hearMessages();
  return [await openNatsSource({ ...heard, url, stream, ...settings }), heard];
}

const fails = (opening: Promise<unknown>, message: RegExp): Promise<void> =>
  assert.rejects(opening, (error: unknown) => {
    assert.ok(error instanceof CannotRun, String(error));
    assert.match(error.message, message);
    return true;
  });

test('what was there before is not told; what comes is, with its headers', async () => {
  const stream = await makeStream('headers');
  await jetstream(server).publish(`${stream}.public.item`, 'old');
  const [source, heard] = await open(stream);
  assert.deepEqual(source.start, { tail: 1 });
  const own = headers();
  own.set('__debezium.newkey', '{"id":2}');
  await jetstream(server).publish(`${stream}.public.item`, '{"name":"漢字"}', { headers: own });
  await jetstream(server).publish(`${stream}.public.other`, '');
  assert.deepEqual((await heard.count(2)).map(saidBy), [
    [`${stream}.public.item`, undefined, '{"name":"漢字"}', { '__debezium.newkey': '{"id":2}' }],
    [`${stream}.public.other`, undefined, '', {}],
  ]);
  assert.equal(heard.messages[0]!.position, `${stream}@2`);
  await source.stop();
});

test('a subject filters', async () => {
  const stream = await makeStream('filter');
  const [source, heard] = await open(stream, { subject: `${stream}.public.*` });
  await jetstream(server).publish(`${stream}.heartbeat`, 'not this');
  await jetstream(server).publish(`${stream}.public.item`, 'this');
  await heard.count(1);
  assert.deepEqual(heard.messages.map(saidBy), [[`${stream}.public.item`, undefined, 'this', {}]]);
  await source.stop();
});

test('many messages come once and in order, paused in between, and the consumer is gone afterwards', async () => {
  const stream = await makeStream('many');
  const [source, heard] = await open(stream);
  const write = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n += 1) server.publish(`${stream}.a`, String(n));
    await server.flush();
  };
  await write(0, 5_000);
  await heard.count(5_000);
  source.pause();
  await write(5_000, 10_000);
  source.resume();
  await heard.count(10_000);
  assert.deepEqual(
    heard.messages.map(message => Number(message.value)),
    Array.from({ length: 10_000 }, (_, n) => n),
  );
  await source.stop();
  assert.deepEqual(heard.lost, []);
  assert.equal((await (await jetstreamManager(server)).streams.info(stream)).state.consumer_count, 0);
});

test('a server that is killed is read on from where it was, and given up when it stays away', async () => {
  const port = await freePort();
  const start = (): ReturnType<typeof startListening> =>
    startListening('nats-server', ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', join(folder, 'store')], port);
  let own = await start();
  const there = `nats://127.0.0.1:${port}`;
  let client = await connect({ servers: there });
  const stream = await makeStream('killed', client);
  const [source, heard] = await open(stream, { url: there, reconnectAfterMs: [100, 200, 400, 800, 1_600] });
  await jetstream(client).publish(`${stream}.a`, 'first');
  await heard.count(1);
  await client.close();
  await own.kill();
  own = await start();
  client = await connect({ servers: there });
  await jetstream(client).publish(`${stream}.a`, 'second');
  await heard.count(2);
  await client.close();
  await own.kill();
  assert.match((await heard.ended()).message, /^the NATS stream \S+ at \S+ could not be read again: .*/);
  assert.deepEqual(
    heard.messages.map(message => String(message.value)),
    ['first', 'second'],
  );
  await source.stop();
});

test('a stream that its connector has yet to make is read from its first message', async () => {
  const [source, heard] = await open(`s${run}late`, { mayCome: true });
  assert.deepEqual(source.start, { tail: 0 });
  const stream = await makeStream('late');
  for (const text of ['first', 'second']) await jetstream(server).publish(`${stream}.a`, text);
  await heard.count(2);
  assert.deepEqual(
    heard.messages.map(message => String(message.value)),
    ['first', 'second'],
  );
  await source.stop();
  assert.deepEqual(heard.lost, []);
});

test('a stream that never comes is no error, and its source can be stopped', async () => {
  const [source, heard] = await open(`s${run}never`, { mayCome: true });
  await source.stop();
  assert.deepEqual([heard.messages, heard.lost], [[], []]);
});

test('a stream that is deleted, or not there, is one line', async () => {
  const stream = await makeStream('deleted');
  const [source, heard] = await open(stream, { reconnectAfterMs: [100, 200] });
  await (await jetstreamManager(server)).streams.delete(stream);
  assert.match((await heard.ended()).message, /could not be read again: there is no JetStream stream "s\w+deleted"$/);
  await source.stop();
  await fails(open('nowhere'), /^there is no JetStream stream "nowhere"$/);
});

test('a server that is not there, or without JetStream, is one line each', async () => {
  const port = await freePort();
  await fails(open('a', { url: `nats://127.0.0.1:${port}` }), /^cannot connect to the NATS stream a at nats:\S+: .*/);
  const own = await startListening('nats-server', ['-a', '127.0.0.1', '-p', String(port)], port);
  await fails(open('a', { url: `nats://127.0.0.1:${port}` }), /^the NATS stream a at \S+ cannot be read: .*/);
  await own.kill();
});

test('TLS with a private authority, and a password that is asked for, given and never said', async () => {
  const authority = issue({ name: 'authority' });
  const identity = issue({ name: 'server', hosts: ['localhost'], issuer: authority });
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const port = await freePort();
  const flags = [
    '-a',
    '127.0.0.1',
    '-p',
    String(port),
    '-js',
    '-sd',
    join(folder, 'tls'),
    '--user',
    'me',
    '--pass',
    'topsecret',
  ];
  const own = await startListening(
    'nats-server',
    [...flags, '--tls', '--tlscert', write('cert', identity.certificate), '--tlskey', write('key', identity.key)],
    port,
  );
  const security = {
    username: 'me',
    passwordFile: write('right', 'topsecret\n'),
    caFile: write('ca', authority.certificate),
  };
  const there = `tls://localhost:${port}`;
  await fails(open('a', { url: there, security }), /^there is no JetStream stream "a"$/);
  await fails(
    open('a', { url: there, security: { ...security, passwordFile: write('wrong', 'otherwise') } }),
    /^cannot connect to (?!.*otherwise).*Authorization Violation/i,
  );
  const { caFile: _, ...untrusting } = security;
  await fails(open('a', { url: there, security: untrusting }), /^cannot connect to .*certificate/);
  await own.kill();
});

test('a source runs on a thread, which ends when it is stopped', async () => {
  const stream = await makeStream('thread');
  const send = (): Promise<unknown> => jetstream(server).publish(`${stream}.a`, 'told');
  assert.equal(await onThread({ kind: 'nats', url, stream }, send), 'told');
});
