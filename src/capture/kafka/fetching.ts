import type { Consumer } from '@platformatic/kafka';
import { CannotRun } from '../../shared/errors.ts';
import { isAnswer, reasonOf } from './error-words.ts';
import type { Partition, Partitions } from './partitions.ts';

/** The library does not export it. */
export type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>;

/** A broker without new records answers after that long. */
const maxWaitMs = 500;
const maxBytesOfPartition = 1_048_576;

/**
 * Asks one broker for the next records of the partitions that it leads.
 * @returns undefined where it leads none
 * @throws CannotRun where records can no longer be had; anything else is worth another attempt
 */
export async function fetchFrom(
  client: Consumer,
  node: number,
  partitions: Partitions,
): Promise<FetchResponse | undefined> {
  const topics = new Map<string, Partition[]>();
  for (const each of partitions.values()) {
    if (each.leader === node) topics.set(each.topicId, [...(topics.get(each.topicId) ?? []), each]);
  }
  if (topics.size === 0) return undefined;
  try {
    return await client.fetch({
      node,
      maxWaitTime: maxWaitMs,
      topics: [...topics].map(([topicId, each]) => ({ topicId, partitions: each.map(wanted) })),
    });
  } catch (error) {
    if (isAnswer(error, 'OFFSET_OUT_OF_RANGE')) {
      throw new CannotRun('Kafka deleted records before they were read', {
        hint: "raise the topics' retention for the time of the run",
      });
    }
    const reason = reasonOf(error);
    if (/zstd/.test(reason))
      throw new CannotRun(`records are compressed with zstd, which this Node.js has not: ${reason}`);
    throw new Error(reason, { cause: error });
  }
}

function wanted({ partition, next }: Partition) {
  return {
    partition,
    fetchOffset: next,
    currentLeaderEpoch: -1,
    lastFetchedEpoch: -1,
    partitionMaxBytes: maxBytesOfPartition,
  };
}
