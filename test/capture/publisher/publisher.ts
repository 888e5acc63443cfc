import type { FileServer } from '../../helpers/file-server.ts';
import { envelopesOf, type ChangeEvent } from './envelopes.ts';
import type { Sink, SinkMessage } from './sinks.ts';
import { openWalFeed } from './wal-feed.ts';

/** Takes an event that the connector would send; what it returns is sent in its place. */
export type Tamper = (event: ChangeEvent) => readonly ChangeEvent[];

export const faithful: Tamper = event => [event];

/** One of the places that a publisher delivers to. */
export interface Outlet {
  readonly sink: Sink;
  readonly tamper: Tamper;
  /** Its topic's name, where that is another one. */
  readonly topic?: (topic: string) => string;
}

/** Stands in for a connector with its sink: reads a slot of its own and delivers each change as Debezium does. */
export interface Publisher {
  /** What the server told so far. */
  readonly events: readonly ChangeEvent[];
  /** Sends what has come and drops its slot. @throws what a sink threw */
  stop(): Promise<void>;
}

/** @param names the slot's and the publication's, both made here, and `topic.prefix` */
export async function startPublisher(
  server: Pick<FileServer, 'ask'>,
  url: string,
  names: { readonly slotName: string; readonly prefix: string; readonly tables: readonly string[] },
  outlets: readonly Outlet[],
): Promise<Publisher> {
  const { slotName, prefix, tables } = names;
  await server.ask(url, `CREATE PUBLICATION ${slotName} FOR ALL TABLES`);
  await server.ask(url, `SELECT pg_create_logical_replication_slot('${slotName}', 'pgoutput')`);
  const rows = await server.ask(url, 'SELECT oid, typname FROM pg_type');
  const read = envelopesOf(prefix, new Map(rows.map(({ oid, typname }) => [Number(oid), typname!])));
  const events: ChangeEvent[] = [];
  const queues = outlets.map(outlet => sendInOrder(outlet));
  let confirmedLsn = 0;
  const feed = await openWalFeed(
    url,
    { slotName, publication: slotName },
    (transaction, endLsn) => {
      confirmedLsn = endLsn;
      const asked = read(transaction).filter(({ table }) => tables.includes(table));
      events.push(...asked);
      for (const { add } of queues) add(asked);
    },
    () => confirmedLsn,
  );
  return {
    events,
    stop: async () => {
      await feed.close();
      const ended = await Promise.allSettled(queues.map(({ done }) => done()));
      const endsReader = `SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = '${slotName}'`;
      await server.ask(url, `${endsReader}; SELECT pg_drop_replication_slot('${slotName}')`);
      for (const each of ended) if (each.status === 'rejected') throw each.reason;
    },
  };
}

/** Each batch waits for the one before, as a connector's does. */
function sendInOrder({ sink, tamper, topic = name => name }: Outlet) {
  let waiting: ChangeEvent[] = [];
  let sending: Promise<void> | undefined;
  const send = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await sink.send(batch.flatMap(tamper).flatMap(event => messagesOf(event, topic)));
    }
    sending = undefined;
  };
  const keepFailure = (): void => {
    // It is thrown when the publisher is stopped.
    sending?.catch(() => undefined);
  };
  return {
    add: (events: readonly ChangeEvent[]): void => {
      waiting.push(...events);
      sending ??= send();
      keepFailure();
    },
    done: async (): Promise<void> => {
      try {
        await sending;
      } finally {
        await sink.close();
      }
    },
  };
}

function messagesOf({ topic, key, value }: ChangeEvent, nameOf: (topic: string) => string): SinkMessage[] {
  const message = { topic: nameOf(topic), key: JSON.stringify(key) };
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const isDelete = typeof value !== 'string' && value.op === 'd';
  return [{ ...message, value: text }, ...(isDelete ? [{ ...message, value: null }] : [])];
}
