import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { OwnSocket } from '../../../src/postgres/connection/own-socket.ts';

async function connected(t: TestContext): Promise<{ here: OwnSocket; there: Socket }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = new OwnSocket();
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  here.connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[there]] = await Promise.all([accepted, once(here, 'connect')]);
  t.after(() => {
    here.destroy();
    there.destroy();
    server.close();
  });
  return { here, there };
}

/** Bytes that have come, and a promise of so many. */
function gathered(): { take: (bytes: Buffer) => void; text: () => string; until: (length: number) => Promise<string> } {
  let bytes = Buffer.alloc(0);
  let told = (): void => undefined;
  return {
    take: chunk => {
      bytes = Buffer.concat([bytes, chunk]);
      told();
    },
    text: () => bytes.toString(),
    until: length =>
      new Promise(resolve => {
        told = () => void (bytes.length >= length && resolve(bytes.toString()));
        told();
      }),
  };
}

test('it is a stream until its bytes are taken, and keeps what it streamed', async t => {
  const { here, there } = await connected(t);
  const streamed: Buffer[] = [];
  here.on('data', (chunk: Buffer) => streamed.push(chunk));
  there.write('first');
  await once(here, 'data');
  there.write('other');
  await once(here, 'data');
  assert.equal(Buffer.concat(streamed).toString(), 'firstother');
  here.removeAllListeners('data').on('data', () => assert.fail('it was streamed'));
  const { take, until } = gathered();
  here.takeBytes(take);
  there.write('third');
  assert.equal(await until(5), 'third');
});

test('bytes are given from the one buffer', async t => {
  const { here, there } = await connected(t);
  const kept: Buffer[] = [];
  const { take, until } = gathered();
  here.takeBytes(bytes => {
    kept.push(bytes);
    take(bytes);
  });
  there.write('old');
  await until(3);
  there.write('new');
  await until(6);
  assert.deepEqual(kept.map(String), ['new', 'new']);
});

test('more than the buffer holds comes whole', async t => {
  const { here, there } = await connected(t);
  const sent = 'a long message '.repeat(100_000);
  const { take, until } = gathered();
  here.takeBytes(take);
  there.write(sent);
  assert.equal(await until(sent.length), sent);
});

test('nothing is read while it is paused', async t => {
  const { here, there } = await connected(t);
  const { take, text, until } = gathered();
  here.takeBytes(take);
  here.pause();
  there.write('held back');
  // The other end's own answer is there after it: the bytes have had time to come.
  here.write('asked');
  await once(there, 'data');
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(text(), '');
  assert.equal(here.isPaused(), true);
  here.resume();
  assert.equal(await until(9), 'held back');
});

test('its end is noticed while its bytes are taken', async t => {
  const { here, there } = await connected(t);
  const { take, text } = gathered();
  here.takeBytes(take);
  const closed = once(here, 'close');
  there.end('the last');
  await closed;
  assert.equal(text(), 'the last');
});
