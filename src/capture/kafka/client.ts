import { isIP } from 'node:net';
import type { Consumer } from '@platformatic/kafka';
import type { BrokerCredentials, BrokerSecurity } from '../broker-security.ts';
import { teachSnappyFraming } from './snappy-framing.ts';

/** As Kafka's own clients name it: `security.protocol`, `sasl.mechanism`. */
export interface KafkaSecurity extends BrokerSecurity {
  readonly protocol: 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';
  /** Left out, PLAIN. */
  readonly mechanism?: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
}

const connectTimeoutMs = 5_000;
const requestTimeoutMs = 15_000;

/**
 * A client that joins no group and commits nothing: partitions are read by `fetch` alone, so the group's name, which the
 * library asks for, never reaches the cluster. It tries nothing again by itself: that is `keepReading`'s.
 */
export async function createClient(
  brokers: readonly string[],
  { protocol = 'PLAINTEXT', mechanism = 'PLAIN' }: Partial<KafkaSecurity>,
  { username, password, tls }: BrokerCredentials,
): Promise<Consumer> {
  const { compressionsAlgorithms, Consumer } = await import('@platformatic/kafka');
  teachSnappyFraming(compressionsAlgorithms.snappy);
  return new Consumer({
    clientId: 'alimentador',
    groupId: 'alimentador',
    bootstrapBrokers: [...brokers],
    connectTimeout: connectTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retries: 0,
    autocreateTopics: false,
    ...(protocol.endsWith('SSL') ? { tls, tlsServerName: brokers.every(broker => isIP(hostOf(broker)) === 0) } : {}),
    ...(protocol.startsWith('SASL')
      ? {
          sasl: {
            mechanism,
            ...(username === undefined ? {} : { username }),
            ...(password === undefined ? {} : { password }),
          },
        }
      : {}),
  });
}

/** A server's name in the handshake may be no address (RFC 6066). */
function hostOf(broker: string): string {
  return broker.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}
