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
      const kept = new KeptMessages();
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
  const kept = new KeptMessages();
  const message = { bytes: Buffer.alloc(1_000, 7), lsn: 1, receivedUs: 2 };
  for (let count = 0; count < 1_000; count++) add(kept, message);
  assert.deepEqual(openFiles(), []);
  for (let count = 0; count < 9_000; count++) add(kept, message);
  assert.deepEqual(
    openFiles().map(path => path.endsWith(' (deleted)')),
    [true],
  );
  kept.close();
  assert.deepEqual(openFiles(), []);
  assert.equal(takeNext(kept), undefined);
});
