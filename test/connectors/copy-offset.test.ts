import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { openKafkaSource } from '../../src/capture/kafka.ts';
import { copyIn } from '../../src/postgres/copy.ts';
import { fileServer } from '../helpers/file-server.ts';
import { hearMessages } from '../helpers/raw-messages.ts';
import { startConnectStandalone, type ConnectWorker } from './harness/connect-standalone.ts';
import { startKafka, type KafkaBroker } from './harness/kafka-broker.ts';
import { recommendedConnector } from './harness/known-servers.ts';
import type { Properties } from './harness/properties.ts';
import { sourceDatabase, until, type SourceDatabase } from './harness/source-database.ts';

// What copy-restart.test.ts meets by chance: where a kill falls nobody can choose. Here the connector is stopped, and its
// offset set to one inside a COPY by Connect's REST interface.

const server = fileServer();
let broker: KafkaBroker;

before(async () => {
  broker = await startKafka();
});
after(() => broker?.stop());

/** Of the one COPY: some pages of them. The table has one row before it. */
const copiedRows = 500;

/** How far a connector is, as it stores it; what is not looked at here is only kept. */
interface Offset {
  readonly lsn: number;
  readonly lsn_proc: number;
  /** Of the last transaction that is done. */
  readonly lsn_commit: number;
  readonly messageType: string;
  /** How many events of `lsn` are done: from 3.7 on. */
  readonly lsn_events_processed?: number;
}

interface SentRow {
  readonly id: number;
  readonly lsn: number;
}

/** Rows that share an LSN: those of a COPY that went into one page of the table. */
interface Page {
  readonly lsn: number;
  readonly ids: readonly number[];
}

/** A connector that has sent a COPY, and is stopped. */
interface SentCopy {
  /** In the order of the rows. */
  readonly pages: readonly Page[];
  /** As the connector stored it with the last row. */
  readonly offset: Offset;
  /** Starts the connector from an offset and stops it again: ids of the COPY's rows that it sent. */
  sentFrom(offset: Offset): Promise<number[]>;
}

/** A connector by its worker's REST interface (Kafka documentation, "Connect REST API"). */
interface RestConnector {
  stop(): Promise<void>;
  resume(): Promise<void>;
  offset(): Promise<Offset>;
  /** Of a connector that is stopped. */
  setOffset(offset: Offset): Promise<void>;
}

function restConnector(worker: ConnectWorker, name: string, prefix: string): RestConnector {
  const ask = async (method: string, what: string, body?: object): Promise<unknown> => {
    const address = `${worker.rest}/connectors/${name}/${what}`;
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(address, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${what}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const partition = { server: prefix };
  return {
    stop: async () => {
      await ask('PUT', 'stop');
      await until(`${name} is stopped`, async () => {
        const { connector, tasks } = (await ask('GET', 'status')) as { connector: { state: string }; tasks: object[] };
        return (connector.state === 'STOPPED' && tasks.length === 0) || undefined;
      });
    },
    resume: async () => void (await ask('PUT', 'resume')),
    offset: async () => {
      const { offsets } = (await ask('GET', 'offsets')) as { offsets: { partition: object; offset: Offset }[] };
      assert.deepEqual(
        offsets.map(each => each.partition),
        [partition],
      );
      return offsets[0]!.offset;
    },
    setOffset: async offset => void (await ask('PATCH', 'offsets', { offsets: [{ partition, offset }] })),
  };
}

async function sentCopy(t: TestContext, version: string): Promise<SentCopy> {
  const { name, config: recommended } = recommendedConnector(`debezium-${version.replace('.0.Final', '')}`);
  // A heartbeat after the COPY would store its commit, and no row of it.
  const config: Properties = { ...recommended, 'heartbeat.interval.ms': '0' };
  const [slot, prefix] = [config['slot.name']!, config['topic.prefix']!];
  const [kept, topic] = [`${slot}_kept`, `${prefix}.public.medicos`];
  const source = await sourceDatabase(server);
  // One partition keeps the order.
  await broker.createTopic(topic, 1);
  const { bootstrap } = broker;
  const connectors = [{ name, config }];
  const worker = await startConnectStandalone({ bootstrap, version, connectors, env: source.env });
  t.after(async () => {
    await worker.stop();
    for (const each of [slot, kept]) await source.dropSlot(each);
  });
  const connector = restConnector(worker, name, prefix);
  const sentUntil = async (last: number, start: () => Promise<unknown>): Promise<SentRow[]> => {
    const heard = hearMessages();
    const reader = await openKafkaSource({ ...heard, brokers: [bootstrap], topics: [topic] });
    await start();
    const rows = await until(`row ${last} came to ${topic}`, async () => {
      const { state, trace } = await worker.status(name);
      assert.notEqual(state, 'FAILED', trace);
      const rows = heard.messages.map(({ value }) => insertedRow(String(value)));
      return rows.some(({ id }) => id === last) ? rows : undefined;
    });
    await reader.stop();
    return rows;
  };

  await source.slotActive(slot);
  // A connector that knows of no commit begins at the start of its slot, whatever else its offset says.
  await sentUntil(1, () => insertRow(source));
  // What was confirmed to a slot it does not send again: each start gets a copy of it as it was before the COPY.
  await source.ask(`SELECT pg_copy_logical_replication_slot('${slot}', '${kept}')`);
  const rows = await sentUntil(1 + copiedRows, () => copyRows(source));
  await connector.stop();
  return {
    pages: pagesOf(rows),
    offset: await connector.offset(),
    sentFrom: async offset => {
      await source.dropSlot(slot);
      await source.ask(`SELECT pg_copy_logical_replication_slot('${kept}', '${slot}')`);
      await connector.setOffset(offset);
      assert.deepEqual(await connector.offset(), offset);
      // It comes after the COPY, and so after all of it that comes.
      const last = await insertRow(source);
      const sent = await sentUntil(last, () => connector.resume());
      await connector.stop();
      return sent.map(({ id }) => id).filter(id => id <= 1 + copiedRows);
    },
  };
}

async function insertRow(source: SourceDatabase): Promise<number> {
  const values = "'Ana', left(gen_random_uuid()::text, 13), 'Clínica'";
  const [row] = await source.ask(`INSERT INTO medicos (nome, crm, especialidade) VALUES (${values}) RETURNING id`);
  return Number(row!['id']);
}

async function copyRows(source: SourceDatabase): Promise<void> {
  const rows = Array.from({ length: copiedRows }, (_, at) => [`Ana ${at}`, `CRM ${at}`, 'Clínica']);
  await copyIn(await server.session(source.url), 'COPY medicos (nome, crm, especialidade) FROM STDIN', rows);
}

function insertedRow(value: string): SentRow {
  const { op, after, source } = JSON.parse(value) as { op: string; after: { id: number }; source: { lsn: number } };
  assert.equal(op, 'c');
  return { id: after.id, lsn: source.lsn };
}

function pagesOf(rows: readonly SentRow[]): Page[] {
  const lsns = [...new Set(rows.map(({ lsn }) => lsn))];
  return lsns.map(lsn => ({ lsn, ids: rows.filter(row => row.lsn === lsn).map(({ id }) => id) }));
}

/** A page with others before and after it, and the offset of a connector that has sent the first rows of it. */
function middleOf({ pages, offset }: SentCopy): { page: Page; after: Page[]; inside: Offset } {
  assert.deepEqual(
    pages.flatMap(({ ids }) => ids),
    Array.from({ length: copiedRows }, (_, at) => 2 + at),
  );
  const [first, last] = [pages[0]!, pages.at(-1)!];
  assert.deepEqual([offset.messageType, offset.lsn, offset.lsn_proc], ['INSERT', last.lsn, last.lsn]);
  assert.ok(offset.lsn_commit < first.lsn);
  const at = Math.floor(pages.length / 2);
  const page = pages[at]!;
  assert.ok(at >= 2 && page.ids.length >= 10, `pages of ${pages.map(({ ids }) => ids.length).join(', ')} rows`);
  return { page, after: pages.slice(at + 1), inside: { ...offset, lsn: page.lsn, lsn_proc: page.lsn } };
}

test('3.6.0.Final never sends the rest of a page of a COPY when it starts from a row of it (dbz#1554)', async t => {
  const copy = await sentCopy(t, '3.6.0.Final');
  const { after, inside } = middleOf(copy);
  assert.equal(copy.offset.lsn_events_processed, undefined);
  // Whichever row it was: the offset does not say.
  assert.deepEqual(
    await copy.sentFrom(inside),
    after.flatMap(({ ids }) => ids),
  );
});

test('3.7.0.Final goes on inside a page of a COPY, but not when only its first row was sent', async t => {
  const copy = await sentCopy(t, '3.7.0.Final');
  const { page, after, inside } = middleOf(copy);
  assert.equal(copy.offset.lsn_events_processed, copy.pages.at(-1)!.ids.length);
  const count = page.ids.length;
  const half = Math.floor(count / 2);
  const starts = [
    { done: 2, skipped: 2 },
    { done: half, skipped: half },
    { done: count - 1, skipped: count - 1 },
    { done: count, skipped: count },
    // WalPositionLocator.resumeFromLsn passes over a count that is not more than 1: rows 2 and on are lost, as with 3.6.
    // So the control of copy-restart.test.ts loses rows too when a kill leaves this offset.
    { done: 1, skipped: count },
    // As 3.6 stores it: what that version would have lost is lost as well when the next start is with 3.7.
    { done: undefined, skipped: count },
  ];
  const { lsn_events_processed: _, ...uncounted } = inside;
  for (const { done, skipped } of starts) {
    const offset = done === undefined ? uncounted : { ...uncounted, lsn_events_processed: done };
    const expected = [page.ids.slice(skipped), ...after.map(({ ids }) => ids)].flat();
    assert.deepEqual(await copy.sentFrom(offset), expected, `${done} of ${count} rows done`);
  }
});
