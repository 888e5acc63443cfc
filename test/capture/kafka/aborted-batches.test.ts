import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordsBatch } from '@platformatic/kafka';
import { abortedBatches } from '../../../src/capture/kafka/aborted-batches.ts';

const transactional = 0x10;
const control = 0x20;

function batch(firstOffset: number, producer: number, attributes: number, key: Buffer | null = null): RecordsBatch {
  return {
    firstOffset: BigInt(firstOffset),
    lastOffsetDelta: 0,
    producerId: BigInt(producer),
    attributes,
    records: [{ key, value: null, headers: [], offsetDelta: 0, attributes: 0, length: 0, timestampDelta: 0n }],
    length: 0,
    partitionLeaderEpoch: 0,
    magic: 2,
    crc: 0,
    firstTimestamp: 0n,
    maxTimestamp: 0n,
    producerEpoch: 0,
    firstSequence: 0,
  };
}

const data = (offset: number, producer: number): RecordsBatch => batch(offset, producer, transactional);
const plain = (offset: number, producer: number): RecordsBatch => batch(offset, producer, 0);
const abort = (offset: number, producer: number): RecordsBatch =>
  batch(offset, producer, transactional | control, Buffer.from([0, 0, 0, 0]));
const commit = (offset: number, producer: number): RecordsBatch =>
  batch(offset, producer, transactional | control, Buffer.from([0, 0, 0, 1]));

const dropped = (
  batches: RecordsBatch[],
  ...aborted: (readonly [producer: number, firstOffset: number])[]
): number[] => {
  const told = aborted.map(([producer, first]) => ({ producerId: BigInt(producer), firstOffset: BigInt(first) }));
  return [...abortedBatches(batches, told)].map(({ firstOffset }) => Number(firstOffset));
};

test('of one producer each aborted transaction is dropped, and no committed one', () => {
  const batches = [data(0, 7), abort(1, 7), data(2, 7), commit(3, 7), data(4, 7), data(5, 7), abort(6, 7), data(7, 7)];
  assert.deepEqual(dropped(batches, [7, 4], [7, 0]), [0, 4, 5]);
});

test('another producer in between is kept, as are records outside of transactions', () => {
  const batches = [data(0, 7), data(1, 8), plain(2, 7), commit(3, 8), abort(4, 7)];
  assert.deepEqual(dropped(batches, [7, 0]), [0]);
});

test('a transaction that began before the answer, and one whose marker comes later, are dropped', () => {
  assert.deepEqual(dropped([data(5, 7), abort(6, 7), data(7, 7)], [7, 1], [7, 7]), [5, 7]);
});

test('without aborted transactions nothing is dropped', () => {
  assert.deepEqual(dropped([data(0, 7), commit(1, 7)]), []);
});
