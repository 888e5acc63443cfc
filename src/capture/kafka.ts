import { CannotRun } from '../shared/errors.ts';
import { arrivalShiftUs } from './arrival-clock.ts';
import { readCredentials } from './broker-security.ts';
import { keepReading } from './keep-reading.ts';
import { createClient, type KafkaSecurity } from './kafka/client.ts';
import { reasonOf } from './kafka/error-words.ts';
import {
  beginAtEnds,
  closeSession,
  createSession,
  lookAgain,
  readSession,
  type KafkaPlace,
  type KafkaSession,
} from './kafka/session.ts';
import type { Source, SourceListener } from './raw-message.ts';

export interface KafkaSourceRequest extends SourceListener {
  /** `host:port`, of some brokers. */
  readonly brokers: readonly string[];
  readonly security?: KafkaSecurity;
  /** One a table, by `topicNames`. They need not exist yet. */
  readonly topics: readonly string[];
  readonly reconnectAfterMs?: readonly number[];
}

export interface KafkaStart {
  /** Offset of the first record that is told, by `topic[partition]`. */
  readonly tails: Readonly<Record<string, string>>;
}

export interface KafkaSource extends Source<KafkaStart> {
  /** Topics that there are not (yet): the connector creates them with their first record, which is told. */
  absentTopics(): readonly string[];
}

/**
 * Reads all partitions of topics from behind their ends, without a consumer group: nothing is left on the cluster. The
 * order within a partition is kept. Records of transactions that were aborted are left out.
 * @throws CannotRun saying what is wrong with the cluster, in some seconds
 */
export async function openKafkaSource(request: KafkaSourceRequest): Promise<KafkaSource> {
  const name = `Kafka at ${request.brokers.join(', ')}`;
  const credentials = await readCredentials(request.security ?? {});
  const place: KafkaPlace = { topics: request.topics, partitions: new Map(), absent: [] };
  const connect = async (begin: (session: KafkaSession, at: KafkaPlace) => Promise<void>): Promise<KafkaSession> => {
    const session = createSession(await createClient(request.brokers, request.security ?? {}, credentials));
    try {
      await begin(session, place);
      return session;
    } catch (error) {
      await closeSession(session).catch(() => undefined);
      if (error instanceof CannotRun) throw error;
      throw new CannotRun(`cannot read ${name}: ${reasonOf(error)}`, { cause: error });
    }
  };
  const first = await connect(beginAtEnds);
  const tails = Object.fromEntries([...place.partitions].map(([partition, { next }]) => [partition, String(next)]));
  const shiftUs = arrivalShiftUs(request.clock);
  const nowUs = (): number => request.clock.nowUs() + shiftUs;
  const reading = keepReading(
    first,
    {
      ...request,
      name,
      connect: () => connect(lookAgain),
      readOn: (session, tell) => readSession(session, place, nowUs, tell),
      close: closeSession,
    },
    request,
  );
  return { start: { tails }, absentTopics: () => place.absent, ...reading };
}
