import type { NatsConnection } from '@nats-io/transport-node';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import type { BrokerCredentials } from '../broker-security.ts';

const connectTimeoutMs = 5_000;
const pingEveryMs = 5_000;

/**
 * Connects, once: the waiting and trying again is `keepReading`'s.
 * @param name of what is read, for messages
 * @throws CannotRun where the server is not there or refuses
 */
export async function connectNats(
  name: string,
  url: string,
  { username, password, tls }: BrokerCredentials,
): Promise<NatsConnection> {
  const { connect } = await import('@nats-io/transport-node');
  try {
    return await connect({
      servers: url,
      name: 'alimentador',
      reconnect: false,
      timeout: connectTimeoutMs,
      pingInterval: pingEveryMs,
      ...(username === undefined ? {} : { user: username }),
      ...(password === undefined ? {} : { pass: password }),
      ...(url.startsWith('tls:') ? { tls } : {}),
    });
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause === undefined ? message : `${message}: ${messageOf(cause)}`;
    throw new CannotRun(`cannot connect to ${name}: ${reason}`, { cause: error });
  }
}
