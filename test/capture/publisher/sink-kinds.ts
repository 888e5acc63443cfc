import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { createClient } from 'redis';
import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { httpSink, natsSink, redisSink, type Sink } from './sinks.ts';

/** One way to deliver: what the scenario says of it, and the sink that writes there. */
export interface SinkKind {
  readonly name: string;
  /** The capture's keys beside name and connector. */
  readonly capture: object;
  open(): Promise<Sink>;
  readonly topic: (topic: string) => string;
  readonly hasKey: boolean;
  readonly isBatched: boolean;
  /** Takes away what was made at the broker. */
  remove(): Promise<void>;
}

export interface Brokers {
  readonly redis: string;
  readonly nats: string;
}

/** Services of the machine; where one is not there, a test fails and says so. */
export const services: Brokers = { redis: 'redis://127.0.0.1:6379', nats: 'nats://127.0.0.1:4222' };

const same = (topic: string): string => topic;

/** Every way that needs no Kafka, each in a place of its own. @param prefix `topic.prefix`, unique on the brokers */
export async function sinkKinds(prefix: string, brokers: Brokers = services): Promise<SinkKind[]> {
  return [
    await httpKind('http', false),
    await httpKind('http_batched', true),
    redisKind(prefix, brokers.redis, 'extended'),
    redisKind(prefix, brokers.redis, 'compact'),
    await natsKind(prefix, brokers.nats),
  ];
}

async function httpKind(name: string, isBatched: boolean): Promise<SinkKind> {
  const listen = `127.0.0.1:${await freePort()}`;
  return {
    name,
    capture: { kind: 'http', listen },
    open: async () => httpSink(`http://${listen}/`, isBatched),
    topic: same,
    hasKey: false,
    isBatched,
    remove: async () => undefined,
  };
}

function redisKind(prefix: string, url: string, format: 'extended' | 'compact'): SinkKind {
  return {
    name: `redis_${format}`,
    capture: { kind: 'redis', url, format, topics: `${format}.{prefix}.{schema}.{table}` },
    open: () => redisSink(url, format).catch(absent('Redis', url)),
    topic: topic => `${format}.${topic}`,
    hasKey: true,
    isBatched: false,
    remove: async () => {
      const client = createClient({ url, RESP: 2, disableClientInfo: true });
      client.on('error', () => undefined);
      await client.connect();
      for (const key of await client.keys(`${format}.${prefix}.*`)) await client.del(key);
      client.destroy();
    },
  };
}

/** The stream is made here, as `create-stream` makes the sink do. */
async function natsKind(prefix: string, url: string): Promise<SinkKind> {
  const server = await connect({ servers: url, reconnect: false }).catch(absent('NATS', url));
  const manager = await jetstreamManager(server);
  await manager.streams.add({ name: prefix, subjects: [`${prefix}.>`] });
  return {
    name: 'nats',
    capture: { kind: 'nats', url, stream: prefix },
    open: () => natsSink(url),
    topic: same,
    hasKey: false,
    isBatched: false,
    remove: async () => {
      await manager.streams.delete(prefix).catch(() => undefined);
      await server.close();
    },
  };
}

const absent =
  (what: string, url: string) =>
  (error: unknown): never => {
    throw new Error(`this test needs ${what} at ${url}: ${String(error)}`, { cause: error });
  };
