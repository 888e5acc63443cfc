import { setTimeout as wait } from 'node:timers/promises';
import type { Consumer } from '@platformatic/kafka';
import type { RawMessage } from '../raw-message.ts';
import { fetchFrom } from './fetching.ts';
import { onceSettled } from './once-settled.ts';
import { discover, moveToEnds, type Partitions } from './partitions.ts';
import { tellRecords } from './records.ts';

/** What is read, over all connections. */
export interface KafkaPlace {
  readonly topics: readonly string[];
  readonly partitions: Partitions;
  absent: readonly string[];
}

/** What is under way on one client: a fetch for each broker, and the next look for new topics and leaders. */
export interface KafkaSession {
  readonly client: Consumer;
  /** By the broker's node; by `lookForTopics` the look. */
  readonly pending: Map<number, Promise<void>>;
  readonly closing: AbortController;
}

/** No broker's node. */
const lookForTopics = -1;
const lookEveryMs = 1_000;

export function createSession(client: Consumer): KafkaSession {
  return { client, pending: new Map(), closing: new AbortController() };
}

/** Looks for the topics and moves to the ends of their partitions, so that what was there before is not told. */
export async function beginAtEnds(session: KafkaSession, place: KafkaPlace): Promise<void> {
  const look = (): Promise<void> => lookAgain(session, place);
  await look();
  await onceSettled(() => moveToEnds(session.client, place.partitions), look, session.closing.signal);
}

/** Looks for the topics and who leads their partitions. */
export async function lookAgain({ client }: KafkaSession, place: KafkaPlace): Promise<void> {
  place.absent = await discover(client, place.topics, place.partitions);
}

/**
 * Asks each broker that is not being asked, and waits for whatever comes first.
 * @param nowUs when an answer has come
 */
export async function readSession(
  session: KafkaSession,
  place: KafkaPlace,
  nowUs: () => number,
  tell: (message: RawMessage) => void,
): Promise<void> {
  const { pending, closing } = session;
  const begin = (name: number, work: Promise<void>): void => {
    pending.set(
      name,
      work.finally(() => pending.delete(name)),
    );
  };
  const leaders = new Set([...place.partitions.values()].map(({ leader }) => leader));
  for (const node of leaders) {
    if (node < 0 || pending.has(node)) continue;
    const ask = (): Promise<void> => readBroker(session, node, place, nowUs, tell);
    begin(
      node,
      onceSettled(ask, () => lookAgain(session, place), closing.signal),
    );
  }
  if (!pending.has(lookForTopics)) {
    const due = wait(lookEveryMs, undefined, { signal: closing.signal });
    begin(
      lookForTopics,
      due.then(() => lookAgain(session, place)),
    );
  }
  await Promise.race(pending.values());
}

async function readBroker(
  { client }: KafkaSession,
  node: number,
  { partitions }: KafkaPlace,
  nowUs: () => number,
  tell: (message: RawMessage) => void,
): Promise<void> {
  const response = await fetchFrom(client, node, partitions);
  if (response !== undefined) tellRecords(response, partitions, nowUs(), tell);
}

export async function closeSession({ client, closing }: KafkaSession): Promise<void> {
  closing.abort();
  await client.close();
}
