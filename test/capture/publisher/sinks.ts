import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { createClient } from 'redis';

/** What a sink is handed: a change event, or behind a delete its tombstone. */
export interface SinkMessage {
  readonly topic: string;
  readonly key: string;
  /** Null for a tombstone. */
  readonly value: string | null;
}

/** Delivers as the sink of Debezium Server does, message after message. */
export interface Sink {
  send(messages: readonly SinkMessage[]): Promise<void>;
  close(): Promise<void>;
}

const changes = (messages: readonly SinkMessage[]): SinkMessage[] => messages.filter(({ value }) => value !== null);

/** One request an event, or one a batch of up to 200, as an array; neither key nor topic, and no tombstones. */
export function httpSink(url: string, isBatched: boolean): Sink {
  const post = async (body: string): Promise<void> => {
    const { status } = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    if (status !== 200) throw new Error(`the HTTP capture answered ${status}`);
  };
  return {
    send: async messages => {
      const values = changes(messages).map(({ value }) => value!);
      if (!isBatched) for (const value of values) await post(value);
      else for (let at = 0; at < values.length; at += 200) await post(`[${values.slice(at, at + 200).join(',')}]`);
    },
    close: async () => undefined,
  };
}

/** An entry a message in the topic's stream, pipelined: extended has the fields key and value, compact one named by the key. */
export async function redisSink(url: string, format: 'extended' | 'compact'): Promise<Sink> {
  const client = createClient({ url, RESP: 2, socket: { reconnectStrategy: false }, disableClientInfo: true });
  client.on('error', () => undefined);
  await client.connect();
  return {
    send: async messages => {
      const adding = messages.map(({ topic, key, value }) => {
        const text = value ?? 'default';
        const fields = format === 'extended' ? ['key', key, 'value', text] : [key, text];
        return client.sendCommand(['XADD', topic, '*', ...fields]);
      });
      await Promise.all(adding);
    },
    close: async () => {
      if (client.isOpen) client.destroy();
    },
  };
}

/** A message a subject named as the topic; no key, and no tombstones. */
export async function natsSink(url: string): Promise<Sink> {
  const connection = await connect({ servers: url, reconnect: false });
  const stream = jetstream(connection);
  return {
    send: async messages => {
      await Promise.all(changes(messages).map(({ topic, value }) => stream.publish(topic, value!)));
    },
    close: () => connection.close(),
  };
}
