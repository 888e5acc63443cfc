import type { RecordsBatch } from '@platformatic/kafka';
import type { RawMessage } from '../raw-message.ts';
import { abortedBatches, isMarker } from './aborted-batches.ts';
import type { FetchResponse } from './fetching.ts';
import type { Partition, Partitions } from './partitions.ts';

/** Tells the records of a broker's answer, partition by partition, and moves the partitions behind them. */
export function tellRecords(
  { responses }: FetchResponse,
  partitions: Partitions,
  receivedAtUs: number,
  tell: (message: RawMessage) => void,
): void {
  const byId = new Map([...partitions.values()].map(each => [`${each.topicId}[${each.partition}]`, each]));
  for (const { topicId, partitions: answers } of responses) {
    for (const { partitionIndex, records = [], abortedTransactions } of answers) {
      const partition = byId.get(`${topicId}[${partitionIndex}]`);
      if (partition === undefined) continue;
      const aborted = abortedBatches(records, abortedTransactions);
      for (const batch of records) {
        if (!aborted.has(batch) && !isMarker(batch)) tellBatch(batch, partition, receivedAtUs, tell);
        moveBehind(batch, partition);
      }
    }
  }
}

function tellBatch(
  { firstOffset, records }: RecordsBatch,
  partition: Partition,
  receivedAtUs: number,
  tell: (message: RawMessage) => void,
): void {
  const { topic } = partition;
  const channel = `${topic}[${partition.partition}]`;
  for (const { offsetDelta, key, value, headers } of records) {
    const offset = firstOffset + BigInt(offsetDelta);
    // A broker answers with the whole batch that holds the offset asked for.
    if (offset < partition.next) continue;
    partition.next = offset + 1n;
    tell({
      topic,
      key: key ?? undefined,
      value: value ?? undefined,
      headers: Object.fromEntries(
        headers.map(([name, text]) => [String(name ?? '').toLowerCase(), String(text ?? '')]),
      ),
      channel,
      position: `${channel}@${offset}`,
      receivedAtUs,
    });
  }
}

/** Also behind records that compaction has taken out of the batch's end. */
function moveBehind({ firstOffset, lastOffsetDelta }: RecordsBatch, partition: Partition): void {
  const behind = firstOffset + BigInt(lastOffsetDelta) + 1n;
  if (behind > partition.next) partition.next = behind;
}
