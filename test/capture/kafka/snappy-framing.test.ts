import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compressionsAlgorithms } from '@platformatic/kafka';
import { teachSnappyFraming } from '../../../src/capture/kafka/snappy-framing.ts';

const block = (text: string): Buffer => {
  const bytes = compressionsAlgorithms.snappy.compressSync(Buffer.from(text));
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

test('several blocks of snappy-java are read, the bare format still, taught once or twice', () => {
  const snappy = { decompressSync: compressionsAlgorithms.snappy.decompressSync };
  teachSnappyFraming(snappy);
  const taught = snappy.decompressSync;
  teachSnappyFraming(snappy);
  assert.equal(snappy.decompressSync, taught);
  const header = Buffer.from('82534e41505059000000000100000001', 'hex');
  const framed = Buffer.concat([header, block('first, '), block('ção'.repeat(1_000))]);
  assert.equal(snappy.decompressSync(framed).toString(), `first, ${'ção'.repeat(1_000)}`);
  assert.equal(snappy.decompressSync(block('bare').subarray(4)).toString(), 'bare');
});
