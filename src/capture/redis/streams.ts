import { CannotRun, messageOf } from '../../shared/errors.ts';
import type { RedisConnection } from './connection.ts';

export interface StreamEntry {
  readonly stream: string;
  readonly id: string;
  /** Names and values, in turn. */
  readonly fields: readonly Buffer[];
}

/** Below the 5 s after which node-redis 6 gives a command up (`commandOptions.timeout`). */
const blockMs = 2_000;
const entriesAtOnce = 1_000;

type StreamReply = readonly [stream: Buffer, entries: readonly (readonly [id: Buffer, fields: readonly Buffer[]])[]];

/**
 * The ID of a stream's last entry, `0-0` where there is no stream (XINFO STREAM, `last-generated-id`).
 * @throws CannotRun where the key holds something else
 */
export async function streamTail(connection: RedisConnection, stream: string): Promise<string> {
  try {
    const reply = (await connection.ask('XINFO', 'STREAM', stream)) as readonly unknown[];
    const named = reply.findIndex(item => String(item) === 'last-generated-id');
    return String(reply[named + 1]);
  } catch (error) {
    if (/no such key/i.test(messageOf(error))) return '0-0';
    throw inWords(error, stream);
  }
}

/**
 * Waits for entries behind `last`, for two seconds at most.
 * @param last the last ID that is known, by stream
 * @throws CannotRun where a key holds something else than a stream
 */
export async function readStreams(
  connection: RedisConnection,
  last: ReadonlyMap<string, string>,
): Promise<readonly StreamEntry[]> {
  const limits = ['COUNT', String(entriesAtOnce), 'BLOCK', String(blockMs)];
  const words = ['XREAD', ...limits, 'STREAMS', ...last.keys(), ...last.values()];
  const reply = await connection.ask(...words).catch((error: unknown) => {
    throw inWords(error, [...last.keys()].join(', '));
  });
  return ((reply ?? []) as readonly StreamReply[]).flatMap(([stream, entries]) =>
    entries.map(([id, fields]) => ({ stream: stream.toString(), id: id.toString(), fields })),
  );
}

function inWords(error: unknown, streams: string): unknown {
  const text = messageOf(error);
  if (/WRONGTYPE/.test(text)) return new CannotRun(`${streams} is no stream in Redis`, { cause: error });
  if (/NOPERM|NOAUTH/.test(text)) return new CannotRun(`Redis does not let ${streams} be read: ${text}`);
  return error;
}
