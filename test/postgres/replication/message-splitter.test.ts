import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMessageSplitter } from '../../../src/postgres/replication/message-splitter.ts';

const parts = { type: fc.integer({ min: 1, max: 255 }), body: fc.uint8Array({ maxLength: 60 }) };
const message = fc.record(parts, { noNullPrototype: true });

function encode({ type, body }: { type: number; body: Uint8Array }): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(type);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

test('however the bytes are cut, the same messages come out', () => {
  const property = fc.property(fc.array(message), fc.array(fc.nat()), (messages, cuts) => {
    const bytes = Buffer.concat(messages.map(encode));
    const places = [0, ...cuts.map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
    const found: { type: number; body: Uint8Array }[] = [];
    const take = createMessageSplitter((type, from, begin, end) => {
      found.push({ type, body: new Uint8Array(from.subarray(begin, end)) });
    });
    for (let at = 1; at < places.length; at++) {
      const chunk = Buffer.from(bytes.subarray(places[at - 1], places[at]));
      take(chunk);
      // A socket reads the next one over it.
      chunk.fill(0xff);
    }
    assert.deepEqual(found, messages);
  });
  fc.assert(property, { numRuns: 500 });
});
