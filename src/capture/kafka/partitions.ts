import type { ClusterTopicMetadata, Consumer } from '@platformatic/kafka';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import { isAnswer } from './error-words.ts';

export interface Partition {
  readonly topic: string;
  readonly topicId: string;
  readonly partition: number;
  /** Node that is asked for its records. */
  leader: number;
  /** Offset of the next record to tell. */
  next: bigint;
}

/** The partitions that are read, by `topic[partition]`. */
export type Partitions = Map<string, Partition>;

const latest = -1n;
const readUncommitted = 0;

/**
 * Brings the partitions up to date: new topics and new partitions are read from their first record, known ones keep their
 * place and may have another leader.
 * @returns names of the topics that there are not
 * @throws CannotRun where a topic that was read was deleted
 */
export async function discover(
  client: Consumer,
  topics: readonly string[],
  partitions: Partitions,
): Promise<readonly string[]> {
  const absent: string[] = [];
  for (const topic of topics) {
    const metadata = await askForTopic(client, topic);
    if (metadata === undefined && partitions.has(`${topic}[0]`)) throw deleted(topic);
    if (metadata === undefined) absent.push(topic);
    else takeUp(topic, metadata, partitions);
  }
  return absent;
}

function takeUp(topic: string, { id, partitions: found }: ClusterTopicMetadata, partitions: Partitions): void {
  for (const [partition, { leader }] of found.entries()) {
    const name = `${topic}[${partition}]`;
    const known = partitions.get(name);
    if (known === undefined) partitions.set(name, { topic, topicId: id, partition, leader, next: 0n });
    else if (known.topicId === id) known.leader = leader;
    else throw deleted(topic);
  }
}

function deleted(topic: string): CannotRun {
  return new CannotRun(`the Kafka topic ${topic} was deleted in the middle of the run`);
}

async function askForTopic(client: Consumer, topic: string): Promise<ClusterTopicMetadata | undefined> {
  try {
    return (await client.metadata({ topics: [topic], forceUpdate: true })).topics.get(topic);
  } catch (error) {
    if (isAnswer(error, 'UNKNOWN_TOPIC_OR_PARTITION') || messageOf(error).startsWith('Unknown topic')) return undefined;
    throw error;
  }
}

/** Moves each partition to its end. */
export async function moveToEnds(client: Consumer, partitions: Partitions): Promise<void> {
  const topics = [...new Set([...partitions.values()].map(({ topic }) => topic))];
  if (topics.length === 0) return;
  const ends = await client.listOffsets({ topics, timestamp: latest, isolationLevel: readUncommitted });
  for (const each of partitions.values()) each.next = ends.get(each.topic)![each.partition]!;
}
