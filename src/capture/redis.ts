import { CannotRun, messageOf } from '../shared/errors.ts';
import { withoutPasswords } from '../shared/without-passwords.ts';
import { arrivalShiftUs } from './arrival-clock.ts';
import { readCredentials, type BrokerSecurity } from './broker-security.ts';
import { keepReading } from './keep-reading.ts';
import type { Source, SourceListener } from './raw-message.ts';
import { connectRedis, type RedisConnection } from './redis/connection.ts';
import { readEntry, type RedisMessageFormat } from './redis/entry.ts';
import { readStreams, streamTail } from './redis/streams.ts';

export interface RedisSourceRequest extends SourceListener, RedisMessageFormat {
  /** `redis://host:port` or `rediss://host:port`, without a password. */
  readonly url: string;
  readonly security?: BrokerSecurity;
  /** One a table, by `topicNames`. They need not exist yet. */
  readonly streams: readonly string[];
  readonly reconnectAfterMs?: readonly number[];
}

export interface RedisStart {
  /** The last ID of each stream; `0-0` where there is no stream yet. */
  readonly tails: Readonly<Record<string, string>>;
}

/**
 * Reads streams that the `redis` sink of Debezium Server writes, from behind their tails. The order within a stream is
 * kept, between streams it is not.
 * @throws CannotRun saying what is wrong with the server or a stream
 */
export async function openRedisSource(request: RedisSourceRequest): Promise<Source<RedisStart>> {
  const name = `the Redis server at ${withoutPasswords(request.url)}`;
  const credentials = await readCredentials(request.security ?? {});
  const connect = (): Promise<RedisConnection> => connectRedis(name, request.url, credentials);
  const connection = await connect();
  try {
    const last = new Map<string, string>();
    for (const stream of request.streams) last.set(stream, await streamTail(connection, stream));
    const start = { tails: Object.fromEntries(last) };
    const shiftUs = arrivalShiftUs(request.clock);
    const reading = keepReading(
      connection,
      {
        ...request,
        name,
        connect,
        readOn: async (current, tell) => {
          const entries = await readStreams(current, last);
          const receivedAtUs = request.clock.nowUs() + shiftUs;
          for (const { stream, id, fields } of entries) {
            last.set(stream, id);
            const position = `${stream}@${id}`;
            tell({ ...readEntry(fields, request), topic: stream, channel: stream, position, receivedAtUs });
          }
        },
        close: async current => current.destroy(),
      },
      request,
    );
    return { start, ...reading };
  } catch (error) {
    connection.destroy();
    if (error instanceof CannotRun) throw error;
    throw new CannotRun(`${name} cannot be read: ${messageOf(error)}`);
  }
}
