import { CannotRun, messageOf } from '../shared/errors.ts';
import { withoutPasswords } from '../shared/without-passwords.ts';
import { arrivalShiftUs } from './arrival-clock.ts';
import { readCredentials, type BrokerSecurity } from './broker-security.ts';
import { keepReading } from './keep-reading.ts';
import type { Source, SourceListener } from './raw-message.ts';
import { connectNats } from './nats/connection.ts';
import { headersOf } from './nats/headers.ts';
import { openStream, type StreamReading } from './nats/stream.ts';

export interface NatsSourceRequest extends SourceListener {
  /** `nats://host:port` or `tls://host:port`, without a password. */
  readonly url: string;
  readonly security?: BrokerSecurity;
  /** The JetStream stream; it has to be there, unless it may come. */
  readonly stream: string;
  /** The connector makes it, and is started after this. */
  readonly mayCome?: boolean;
  /** One filter such as `shop.public.*`: servers before 2.10 take no more. Left out, all of the stream. */
  readonly subject?: string;
  readonly reconnectAfterMs?: readonly number[];
}

export interface NatsStart {
  /** The stream sequence that was the last one. */
  readonly tail: number;
}

/**
 * Reads a stream that the `nats-jetstream` sink of Debezium Server writes, from behind its tail and in its order. No key
 * is on this wire, and a tombstone is never sent.
 * @throws CannotRun saying what is wrong with the server or the stream
 */
export async function openNatsSource(request: NatsSourceRequest): Promise<Source<NatsStart>> {
  const { stream, clock } = request;
  const name = `the NATS stream ${stream} at ${withoutPasswords(request.url)}`;
  const credentials = await readCredentials(request.security ?? {});
  let last: number | undefined;
  const connect = async (): Promise<StreamReading> => {
    const server = await connectNats(name, request.url, credentials);
    return openStream(server, request, last).catch(async (error: unknown) => {
      await server.close();
      throw error instanceof CannotRun ? error : new CannotRun(`${name} cannot be read: ${messageOf(error)}`);
    });
  };
  const first = await connect();
  last = first.after;
  const shiftUs = arrivalShiftUs(clock);
  const reading = keepReading(
    first,
    {
      ...request,
      name,
      connect,
      readOn: async (current, tell) => {
        const message = await current.next();
        const receivedAtUs = clock.nowUs() + shiftUs;
        last = message.seq;
        tell({
          topic: message.subject,
          key: undefined,
          value: Buffer.from(message.data.buffer, message.data.byteOffset, message.data.byteLength),
          headers: headersOf(message.headers),
          channel: undefined,
          position: `${stream}@${message.seq}`,
          receivedAtUs,
        });
      },
      close: current => current.close(),
    },
    request,
  );
  return { start: { tail: first.after }, ...reading };
}
