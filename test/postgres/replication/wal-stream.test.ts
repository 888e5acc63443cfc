import assert from 'node:assert/strict';
import { Duplex } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { streamWal, type WalReader, type WalStream } from '../../../src/postgres/replication/wal-stream.ts';
import type { Walsender } from '../../../src/postgres/replication/walsender.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

/** A server at the other end of a socket: what it is told, and what it says. */
class FakeServer extends Duplex {
  readonly queries: string[] = [];
  readonly told: Buffer[] = [];

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.told.push(chunk);
    done();
  }

  /** A message: type, then the body after its length. */
  say(type: string, body: Buffer): void {
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeUInt32BE(body.length + 4, 1);
    this.push(Buffer.concat([head, body]));
  }

  keepalive(walEnd: number, wantsReply: boolean): void {
    const body = Buffer.alloc(18);
    body.write('k');
    body.writeBigUInt64BE(BigInt(walEnd), 1);
    body.writeUInt8(wantsReply ? 1 : 0, 17);
    this.say('d', body);
  }

  data(lsn: number, payload: string): void {
    const head = Buffer.alloc(25);
    head.write('w');
    head.writeBigUInt64BE(BigInt(lsn), 1);
    this.say('d', Buffer.concat([head, Buffer.from(payload)]));
  }

  /** The status updates so far: received, flushed, applied, and whether an answer is asked for. */
  statuses(): [number, number, number, number][] {
    return this.told.map(bytes => {
      assert.equal(bytes.toString('latin1', 0, 1) + bytes.toString('latin1', 5, 6), 'dr');
      assert.equal(bytes.readUInt32BE(1), bytes.length - 1);
      const at = (place: number): number => Number(bytes.readBigUInt64BE(place));
      return [at(6), at(14), at(22), bytes[38]!];
    });
  }
}

interface Heard {
  readonly server: FakeServer;
  readonly stream: WalStream;
  readonly time: VirtualTime;
  readonly events: string[];
  flushed: number;
}

function start(t: TestContext, reader: Partial<WalReader> = {}): Heard {
  const server = new FakeServer();
  const time = new VirtualTime(t);
  const events: string[] = [];
  const heard = { server, time, events, flushed: 100 };
  const connection = { stream: server, query: (text: string) => void server.queries.push(text) };
  const stream = streamWal(
    { connection } as unknown as Walsender,
    { slotName: 'a', publication: `it's`, startLsn: 0x1_0000_0010, clock: time },
    {
      onStarted: () => void events.push('started'),
      onData: (bytes, begin, end, lsn) => void events.push(`${lsn} ${bytes.toString('utf8', begin, end)}`),
      onKeepalive: walEnd => void events.push(`keepalive ${walEnd}`),
      flushedLsn: () => heard.flushed,
      ...reader,
    },
  );
  return Object.assign(heard, { stream });
}

/** Lets the stream deliver what was pushed. */
const delivered = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

test('starts at the position asked for, says that it has begun before anything else, and quotes names', async t => {
  const { server, stream, events } = start(t);
  assert.deepEqual(server.queries, [
    `START_REPLICATION SLOT "a" LOGICAL 1/10 (proto_version '1', publication_names '"it''s"', messages 'true')`,
  ]);
  server.say('W', Buffer.from([0, 0, 0]));
  server.data(7, 'change');
  server.keepalive(9, false);
  await stream.started;
  await delivered();
  assert.deepEqual(events, ['started', '7 change', 'keepalive 9']);
  assert.deepEqual(server.told, [], 'nobody asked');
});

test('answers at once when asked, and every second in any case, also while it reads nothing', async t => {
  const heard = start(t);
  const { server, time, stream } = heard;
  server.say('W', Buffer.from([0, 0, 0]));
  server.keepalive(500, true);
  await delivered();
  assert.deepEqual(server.statuses(), [[500, 100, 100, 0]]);
  heard.flushed = 400;
  stream.pause();
  await time.pass(2_000);
  assert.deepEqual(server.statuses().slice(1), [
    [500, 400, 400, 0],
    [500, 400, 400, 0],
  ]);
});

test('a silent server is asked for a word, then given up; who does not listen gives nobody up', async t => {
  const { server, time, stream } = start(t);
  server.say('W', Buffer.from([0, 0, 0]));
  await delivered();
  stream.pause();
  await time.pass(300_000);
  assert.ok(server.statuses().every(status => status[3] === 0));
  stream.resume();
  server.told.length = 0;
  await time.pass(12_000);
  assert.deepEqual([server.statuses()[0]![3], server.statuses().at(-1)![3]], [0, 1]);
  await time.pass(60_000);
  assert.deepEqual(await stream.ended, { kind: 'lost', reason: 'the server has said nothing for 60 s' });
  assert.ok(server.destroyed);
});

test('an error of the server, a closed socket and a reader that throws are told apart', async t => {
  const refused = start(t);
  refused.server.say('E', Buffer.from('SERROR\0C42704\0Mreplication slot "a" does not exist\0\0'));
  const error = { sqlState: '42704', message: 'replication slot "a" does not exist' };
  assert.deepEqual(await refused.stream.ended, { kind: 'refused', error });

  const closed = start(t);
  closed.server.destroy();
  assert.equal((await closed.stream.ended).kind, 'lost');

  const fault = new Error('no');
  const failing = start(t, {
    onData: () => {
      throw fault;
    },
  });
  failing.server.say('W', Buffer.from([0, 0, 0]));
  failing.server.data(1, 'x');
  failing.server.data(2, 'y');
  assert.deepEqual(await failing.stream.ended, { kind: 'failed', error: fault });
});
