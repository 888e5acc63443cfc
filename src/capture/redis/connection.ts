import { CannotRun, messageOf } from '../../shared/errors.ts';
import type { BrokerCredentials } from '../broker-security.ts';

/** What is used of a client of the library. */
export interface RedisConnection {
  /** Replies as RESP2 gives them, strings as bytes. */
  ask(...words: readonly string[]): Promise<unknown>;
  destroy(): void;
}

const connectTimeoutMs = 5_000;

/**
 * Connects, once: the waiting and trying again is `keepReading`'s.
 * @param name of the server, for messages
 * @throws CannotRun where it is not there or refuses
 */
export async function connectRedis(
  name: string,
  url: string,
  credentials: BrokerCredentials,
): Promise<RedisConnection> {
  const { RESP_TYPES } = await import('redis');
  const typeMapping = { [RESP_TYPES.BLOB_STRING]: Buffer };
  try {
    const client = await makeClient(url, credentials);
    // A lost connection rejects the command under way as well, which is where it is dealt with.
    client.on('error', () => undefined);
    await client.connect();
    return {
      ask: (...words) => client.sendCommand(words, { typeMapping }),
      destroy: () => {
        if (client.isOpen) client.destroy();
      },
    };
  } catch (error) {
    throw new CannotRun(`cannot connect to ${name}: ${messageOf(error)}`, { cause: error });
  }
}

async function makeClient(url: string, { username, password, tls }: BrokerCredentials) {
  const { createClient } = await import('redis');
  const socket = { connectTimeout: connectTimeoutMs, reconnectStrategy: false } as const;
  return createClient({
    url,
    RESP: 2,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    socket: url.startsWith('rediss:') ? { ...socket, ...tls, tls: true } : socket,
    disableClientInfo: true,
  });
}
