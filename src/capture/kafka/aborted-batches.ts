import type { RecordsBatch } from '@platformatic/kafka';

/** Bits of a batch's attributes (Kafka documentation, "Record Batch"). */
const isTransactional = 0x10;
const isControl = 0x20;
const abortMarker = 0;

interface AbortedTransaction {
  readonly producerId: bigint;
  readonly firstOffset: bigint;
}

/** Whether a batch holds a transaction's end instead of records. */
export function isMarker({ attributes }: RecordsBatch): boolean {
  return (attributes & isControl) !== 0;
}

/**
 * The batches of transactions that were aborted, by the rule of Kafka's own consumer (its `Fetcher`): from a transaction's
 * first offset up to its producer's next marker. The library finds the last one of a producer only.
 * @param batches in their order
 * @param aborted as the broker told them beside the batches
 */
export function abortedBatches(
  batches: readonly RecordsBatch[],
  aborted: readonly AbortedTransaction[],
): ReadonlySet<RecordsBatch> {
  const found = new Set<RecordsBatch>();
  const coming = aborted.toSorted((a, b) => Number(a.firstOffset - b.firstOffset));
  const open = new Set<bigint>();
  for (const batch of batches) {
    const lastOffset = batch.firstOffset + BigInt(batch.lastOffsetDelta);
    while (coming.length > 0 && coming[0]!.firstOffset <= lastOffset) open.add(coming.shift()!.producerId);
    if (isMarker(batch)) {
      if (batch.records[0]?.key?.readInt16BE(2) === abortMarker) open.delete(batch.producerId);
    } else if ((batch.attributes & isTransactional) !== 0 && open.has(batch.producerId)) found.add(batch);
  }
  return found;
}
