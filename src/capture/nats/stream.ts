import { setTimeout as delay } from 'node:timers/promises';
import type { JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { CannotRun, messageOf } from '../../shared/errors.ts';

export interface StreamReading {
  /** The stream sequence behind which is read. */
  readonly after: number;
  /**
   * Waits for the next message.
   * @throws Error when there will be none: the connection, the consumer or the stream is gone
   */
  next(): Promise<JsMsg>;
  close(): Promise<void>;
}

/** A request for messages is renewed after that long; half of it without a word from the server is looked into. */
const expiresMs = 5_000;

/** A stream that has to come is looked for this often. */
const lookEveryMs = 100;

interface StreamRequest {
  readonly stream: string;
  readonly subject?: string;
  /** It is waited for where it is not there: whoever writes it makes it. */
  readonly mayCome?: boolean;
}

/**
 * Reads a stream in its order through an ordered consumer, which the server forgets by itself.
 * @param after the sequence told last; left out, the stream's tail
 * @throws CannotRun where there is no such stream, or another than before
 */
export async function openStream(
  server: NatsConnection,
  request: StreamRequest,
  after?: number,
): Promise<StreamReading> {
  const opened = await openIfThere(server, request, after);
  if (opened !== undefined) return opened;
  const { stream, mayCome = false } = request;
  if (mayCome && (after ?? 0) === 0) return streamToCome(server, request);
  throw new CannotRun(`there is no JetStream stream "${stream}"`, {
    hint: `create it first (nats stream add ${stream}), or let the connector create it before the run`,
  });
}

/** Whatever such a stream will hold comes after now. */
function streamToCome(server: NatsConnection, request: StreamRequest): StreamReading {
  let reading: StreamReading | undefined;
  const appeared = async (): Promise<StreamReading> => {
    for (;;) {
      const opened = await openIfThere(server, request, 0);
      if (opened !== undefined) return opened;
      await delay(lookEveryMs);
    }
  };
  return {
    after: 0,
    next: async () => (reading ??= await appeared()).next(),
    close: () => reading?.close() ?? server.close(),
  };
}

async function openIfThere(
  server: NatsConnection,
  { stream, subject }: StreamRequest,
  after?: number,
): Promise<StreamReading | undefined> {
  const { jetstream, jetstreamManager, DeliverPolicy } = await import('@nats-io/jetstream');
  const manager = await jetstreamManager(server);
  const info = await manager.streams.info(stream).catch((error: unknown) => {
    if (!/stream not found/.test(messageOf(error))) throw error;
    return undefined;
  });
  if (info === undefined) return undefined;
  const { state } = info;
  const from = after ?? state.last_seq;
  if (state.last_seq < from) {
    throw new CannotRun(
      `the JetStream stream "${stream}" was made again: it ends at ${state.last_seq}, before ${from}`,
    );
  }
  const consumer = await jetstream(server).consumers.get(stream, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: from + 1,
    ...(subject === undefined ? {} : { filter_subjects: subject }),
  });
  const messages = await consumer.consume({
    max_messages: 1_000,
    expires: expiresMs,
    abort_on_missing_resource: true,
  });
  const iterator = messages[Symbol.asyncIterator]();
  return {
    after: from,
    next: async () => {
      const { done, value } = await iterator.next();
      if (done !== true) return value;
      const reason = server.isClosed() ? await server.closed() : undefined;
      throw reason ?? new Error('the server has ended the reading');
    },
    close: async () => {
      messages.stop();
      await consumer.delete().catch(() => undefined);
      await server.close();
    },
  };
}
