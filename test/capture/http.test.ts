import assert from 'node:assert/strict';
import { request as ask } from 'node:http';
import { test } from 'node:test';
import { openHttpSource, type HttpSourceRequest } from '../../src/capture/http.ts';
import type { Source } from '../../src/capture/raw-message.ts';
import type { HttpStart } from '../../src/capture/http.ts';
import { CannotRun } from '../../src/shared/errors.ts';
import { hearMessages, saidBy, type HeardMessages } from '../helpers/raw-messages.ts';

type Opened = [Source<HttpStart>, HeardMessages];

async function open(settings: Partial<HttpSourceRequest> = {}, heard = hearMessages()): Promise<Opened> {
  return [await openHttpSource({ ...heard, ...settings }), heard];
}

const post = async (source: Source<HttpStart>, body: string, headers: Record<string, string> = {}): Promise<number> =>
  (await fetch(source.start.url, { method: 'POST', body, headers })).status;

test('a posted event is answered when it has been taken', async () => {
  const [source, heard] = await open();
  assert.match(source.start.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  const key = Buffer.from('{"id":1}').toString('base64');
  assert.equal(await post(source, '{"op":"c"}', { 'X-DEBEZIUM-__DEBEZIUM.NEWKEY': key }), 200);
  assert.deepEqual(heard.messages.map(saidBy), [
    [undefined, undefined, '{"op":"c"}', { '__debezium.newkey': '{"id":1}' }],
  ]);
  assert.equal(heard.messages[0]!.position, 'request 1, event 1');
  await source.stop();
});

test('a batch is told event by event, its headers with the first', async () => {
  const [source, heard] = await open({ headersPrefix: 'X-MY-', headersEncodedBase64: false });
  assert.equal(await post(source, '[{"n":9007199254740993},{"n":2}]', { 'X-My-Note': 'plain' }), 200);
  assert.deepEqual(heard.messages.map(saidBy), [
    [undefined, undefined, '{"n":9007199254740993}', { note: 'plain' }],
    [undefined, undefined, '{"n":2}', {}],
  ]);
  await source.stop();
});

test('what is no JSON is told as it came', async () => {
  const [source, heard] = await open();
  assert.equal(await post(source, '[{"op":'), 200);
  assert.deepEqual(heard.messages.map(saidBy), [[undefined, undefined, '[{"op":', {}]]);
  await source.stop();
});

test('other methods are refused', async () => {
  const [source, heard] = await open();
  const answer = await fetch(source.start.url);
  assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'POST']);
  assert.equal((await fetch(source.start.url, { method: 'PUT', body: '{}' })).status, 405);
  assert.deepEqual([heard.messages, heard.lost], [[], []]);
  await source.stop();
});

test('a body that is too large is refused, and the capture lost', async () => {
  const [source, heard] = await open({ maxBodyBytes: 10 });
  assert.equal(await post(source, '1234567890'), 200);
  assert.equal(await post(source, '12345678901'), 413);
  assert.match((await heard.ended()).message, /more than the 10 bytes allowed \(maxBodyBytes\)/);
  assert.equal(await post(source, '{}'), 503);
  assert.equal(heard.messages.length, 1);
  await source.stop();
});

test('an event is not answered before it was taken while paused, but within the limit', async () => {
  const [source, heard] = await open({ holdAtMostMs: 60_000 });
  source.pause();
  const answered = post(source, '{"n":1}').then(status => [status, heard.messages.length]);
  await new Promise(resolve => setTimeout(resolve, 50));
  assert.equal(heard.messages.length, 0);
  source.resume();
  assert.deepEqual(await answered, [200, 1]);
  await source.stop();

  const [hasty, heardAll] = await open({ holdAtMostMs: 20 });
  hasty.pause();
  assert.equal(await post(hasty, '{"n":1}'), 200);
  assert.equal(heardAll.messages.length, 1);
  await hasty.stop();
});

test('a sender that leaves in the middle of an event has sent none', async () => {
  const [source, heard] = await open();
  const sender = ask(source.start.url, { method: 'POST', headers: { 'Content-Length': '100' } });
  const left = new Promise(resolve => sender.once('error', resolve));
  sender.write('{"op":', () => sender.destroy(new Error('left')));
  await left;
  assert.equal(await post(source, '{"op":"c"}'), 200);
  assert.deepEqual(
    heard.messages.map(message => message.value!.toString()),
    ['{"op":"c"}'],
  );
  await source.stop();
});

test('what the consumer throws ends the source', async () => {
  const heard = hearMessages(() => {
    throw new Error('no more');
  });
  const [source] = await open({}, heard);
  assert.equal(await post(source, '{}'), 503);
  assert.deepEqual(
    heard.lost.map(error => error.message),
    ['no more'],
  );
  await source.stop();
});

test('an address in use is one line', async () => {
  const [source] = await open();
  const port = Number(new URL(source.start.url).port);
  await assert.rejects(open({ port }), (error: unknown) => {
    assert.ok(error instanceof CannotRun);
    assert.match(error.message, new RegExp(`^cannot listen for HTTP at 127\\.0\\.0\\.1:${port}: .*EADDRINUSE`));
    return true;
  });
  await source.stop();
});
