import assert from 'node:assert/strict';
import { readdirSync, readlinkSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { KeptMessages } from '../../../src/capture/slot/kept-messages.ts';
import { chanceOf } from '../../observe/verify/server-stream.ts';

interface Message {
  readonly bytes: Buffer;
  readonly lsn: number;
  readonly receivedUs: number;
}

/** Adds from the middle of a larger buffer, which is used again at once, as a socket's is. */
function add(kept: KeptMessages, { bytes, lsn, receivedUs }: Message): void {
  const around = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('behind')]);
  kept.add(around, 6, 6 + bytes.length, lsn, receivedUs);
  around.fill(0xff);
}

function takeNext(kept: KeptMessages): Message | undefined {
  let taken: Message | undefined;
  kept.takeNext((bytes, begin, end, lsn, receivedUs) => {
    taken = { bytes: Buffer.from(bytes.subarray(begin, end)), lsn, receivedUs };
  });
  return taken;
}

function newMessages(most = 2 ** 30, onUnwritable?: (error: unknown) => void): KeptMessages {
  return new KeptMessages(most, onUnwritable ?? (error => assert.fail(error as Error)));
}

/** Of this process: files of messages that are open. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap(file => {
    try {
      const path = readlinkSync(`/proc/self/fd/${file}`);
      return path.includes('alimentador-backlog') ? [path] : [];
    } catch {
      return [];
    }
  });
}

test('messages come out as they went in, whatever their sizes and however many wait', () => {
  // Waves of some megabytes, so that the file is begun, emptied and begun again.
  const property = fc.property(
    fc.nat(),
    fc.array(fc.tuple(fc.nat(900), fc.nat(900)), { maxLength: 6 }),
    (seed, waves) => {
      const chance = chanceOf(seed);
      const kept = newMessages();
      const waiting: Message[] = [];
      const makeOne = (): Message => ({
        bytes: Buffer.alloc(chance(50) === 0 ? 300_000 + chance(9_000) : chance(30_000), chance(256)),
        lsn: 2 ** 40 + chance(1_000_000),
        receivedUs: chance(1_000_000) + 0.125,
      });
      for (const [added, taken] of waves) {
        for (let left = added; left > 0; left--) {
          const message = makeOne();
          waiting.push(message);
          add(kept, message);
        }
        for (let left = taken; left > 0; left--) assert.deepEqual(takeNext(kept), waiting.shift());
        assert.equal(kept.count, waiting.length);
        assert.equal(
          kept.bytes,
          waiting.reduce((sum, { bytes }) => sum + bytes.length + 20, 0),
        );
      }
      while (waiting.length > 0) assert.deepEqual(takeNext(kept), waiting.shift());
      assert.equal(takeNext(kept), undefined);
      kept.close();
    },
  );
  fc.assert(property, { numRuns: 15 });
});

test('few messages need no file; the file of many has no name and goes when they are forgotten', () => {
  const kept = newMessages();
  const message = { bytes: Buffer.alloc(1_000, 7), lsn: 1, receivedUs: 2 };
  for (let count = 0; count < 1_000; count++) add(kept, message);
  assert.deepEqual(openFiles(), []);
  for (let count = 0; count < 9_000; count++) add(kept, message);
  assert.deepEqual(
    openFiles().map(path => path.endsWith(' (deleted)')),
    [true],
  );
  for (let count = 0; count < 10_000; count++) assert.deepEqual(takeNext(kept), message);
  assert.deepEqual(openFiles(), []);
  kept.close();
  assert.deepEqual(openFiles(), []);
  assert.equal(takeNext(kept), undefined);
});

test('what was read makes room on disk, however long something waits', () => {
  const kept = newMessages();
  const message = { bytes: Buffer.alloc(50_000, 7), lsn: 1, receivedUs: 2 };
  // 20 MB wait all the time, and ten times as much passes.
  for (let count = 0; count < 400; count++) add(kept, message);
  for (let count = 0; count < 4_000; count++) {
    add(kept, message);
    assert.equal(takeNext(kept)?.bytes.length, 50_000);
  }
  assert.ok(openFiles().length > 0 && openFiles().length <= 2, `${openFiles().length} files of 32 MB`);
  while (kept.count > 0) takeNext(kept);
  assert.deepEqual(openFiles(), []);
});

test('long messages wait on disk like many short ones', () => {
  const kept = newMessages();
  const message = { bytes: Buffer.alloc(3_000_000, 7), lsn: 1, receivedUs: 2 };
  for (let count = 0; count < 20; count++) add(kept, message);
  assert.equal(openFiles().length, 2);
  for (let count = 0; count < 20; count++) assert.deepEqual(takeNext(kept), message);
  assert.deepEqual([openFiles(), kept.bytes], [[], 0]);
});

test('where nothing can be written it is told once, all stays in memory, and little is full', t => {
  const before = process.env['TMPDIR'];
  t.after(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
  process.env['TMPDIR'] = '/nowhere at all';
  const told: string[] = [];
  const kept = newMessages(2 ** 30, error => void told.push((error as NodeJS.ErrnoException).code!));
  const message = { bytes: Buffer.alloc(100_000, 7), lsn: 1, receivedUs: 2 };
  for (let count = 0; count < 100; count++) add(kept, message);
  assert.deepEqual([told, kept.isFull, openFiles()], [['ENOENT'], true, []]);
  for (let count = 0; count < 70; count++) assert.deepEqual(takeNext(kept), message);
  assert.equal(kept.isFull, false);
  for (let count = 0; count < 30; count++) assert.deepEqual(takeNext(kept), message);
  assert.equal(kept.count, 0);
});
