import type { RecordsBatch } from '@platformatic/kafka';
import type { RawMessage } from '../raw-message.ts';
import type { FetchResponse } from './fetching.ts';
import type { Partition, Partitions } from './partitions.ts';

/** Bit of a batch that holds no records but the marker of a transaction's end (Kafka documentation, "Record Batch"). */
const isControl = 0x20;

/** Tells the records of a broker's answer, partition by partition, and moves the partitions behind them. */
export function tellRecords(
  { responses }: FetchResponse,
  partitions: Partitions,
  receivedAtUs: number,
  tell: (message: RawMessage) => void,
): void {
  const byId = new Map([...partitions.values()].map(each => [`${each.topicId}[${each.partition}]`, each]));
  for (const { topicId, partitions: answers } of responses) {
    for (const { partitionIndex, records } of answers) {
      const partition = byId.get(`${topicId}[${partitionIndex}]`);
      if (partition === undefined) continue;
      for (const batch of records ?? []) tellBatch(batch, partition, receivedAtUs, tell);
    }
  }
}

function tellBatch(
  { attributes, firstOffset, lastOffsetDelta, records }: RecordsBatch,
  partition: Partition,
  receivedAtUs: number,
  tell: (message: RawMessage) => void,
): void {
  const { topic } = partition;
  for (const { offsetDelta, key, value, headers } of (attributes & isControl) === 0 ? records : []) {
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
      position: `${topic}[${partition.partition}]@${offset}`,
      receivedAtUs,
    });
  }
  const behind = firstOffset + BigInt(lastOffsetDelta) + 1n;
  if (behind > partition.next) partition.next = behind;
}
