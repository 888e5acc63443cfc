// Makes test/capture/debezium/fixtures/NAME.json: events of a real Debezium engine, and what the server itself said.
//   node --import tsx test/tools/debezium-events.ts FOLDER VERSION NAME changes|endless [setting=value ...]
// FOLDER is an unpacked io.debezium:debezium-server-dist of that VERSION, of which only lib/ is used. Needs a JDK 17.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createPgoutputDecoder } from '../../src/capture/pgoutput/decoder.ts';
import { startEmbeddedServer } from '../../src/postgres/embedded/server.ts';
import { lsnFromText } from '../../src/shared/lsn.ts';
import type { Cell } from '../../src/observe/verify/captured-change.ts';
import type { RealEvents, ReferenceChange } from '../capture/debezium/real-events.ts';

const [folder, version, name, work, ...given] = process.argv.slice(2) as [string, string, string, string, ...string[]];
const settings = Object.fromEntries(given.map(setting => setting.split('=') as [string, string]));
const near = (file: string): string => fileURLToPath(new URL(`debezium-events/${file}`, import.meta.url));
const statements = (file: string): string[] =>
  readFileSync(near(file), 'utf8')
    .split(/;\n/)
    .filter(sql => sql.trim() !== '');

const columnsSql = `
  SELECT c.relname AS table, a.attname AS name, t.typname AS type, a.atttypmod AS modifier,
         c.relreplident = 'f' OR a.attnum = ANY (coalesce(i.indkey::int2[], '{}')) AS "inIdentity"
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1, a.attnum`;
const referenceSql = `
  SELECT lsn, data FROM pg_logical_slot_get_binary_changes(
    'reference', NULL, NULL, 'proto_version', '1', 'publication_names', 'p', 'messages', 'true')`;

async function run(client: pg.Client, file: string): Promise<void> {
  let block = '';
  for (const sql of statements(file)) {
    block += `${sql};\n`;
    // What lies between begin and commit is one transaction.
    if (/\bbegin;/i.test(block) && !/\bcommit;/i.test(block)) continue;
    await client.query(block);
    block = '';
  }
}

function connectorProperties(url: URL): string {
  return Object.entries({
    name,
    'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
    'plugin.name': 'pgoutput',
    'database.hostname': url.hostname,
    'database.port': url.port,
    'database.user': url.username,
    'database.password': url.password,
    'database.dbname': 'postgres',
    'topic.prefix': 'bench',
    'slot.name': 'debezium',
    'publication.name': 'p',
    'publication.autocreate.mode': 'disabled',
    'skipped.operations': 'none',
    'provide.transaction.metadata': 'true',
    'include.unknown.datatypes': 'true',
    'poll.interval.ms': '50',
    'offset.storage': 'org.apache.kafka.connect.storage.MemoryOffsetBackingStore',
    'offset.flush.interval.ms': '0',
    ...settings,
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function eventOf(line: string): RealEvents['events'][number] {
  const [topic, key, value, ...headers] = line
    .split(' ')
    .slice(1)
    .map(part => (part === '-' ? null : Buffer.from(part, 'base64').toString('utf8')));
  const pairs = headers.flatMap((part, place) => (place % 2 === 0 ? [[part!, headers[place + 1]!] as const] : []));
  return { topic: topic!, key: key!, value: value!, headers: Object.fromEntries(pairs) };
}

async function readReference(client: pg.Client): Promise<ReferenceChange[]> {
  const { rows } = await client.query<{ lsn: string; data: Buffer }>(referenceSql);
  const decode = createPgoutputDecoder();
  const image = (
    columns: readonly string[],
    cells: readonly Cell[] | undefined,
  ): Record<string, string | null> | undefined =>
    cells &&
    Object.fromEntries(
      columns.flatMap((column, place) => (cells[place] === undefined ? [] : [[column, cells[place]] as const])),
    );
  return rows.flatMap(({ lsn, data }) => {
    const event = decode(data, 0, data.length, { lsn: lsnFromText(lsn), receivedAtUs: 0 });
    if (event?.kind !== 'change') return [];
    const { table, op, columns, before, after, position, committedAtUs } = event.change;
    const images = { before: image(columns, before), after: image(columns, after) };
    return [{ table, op, ...images, position: position!, committedAtUs: committedAtUs! } as ReferenceChange];
  });
}

/** Leaves out what only repeats itself: with schemas an event is 16 kB. */
function chosen(events: RealEvents['events'], tables: ReadonlySet<string>): RealEvents['events'] {
  const seen = new Map<string, number>();
  return events.filter(({ topic, value }) => {
    const table = /\.public\.(.*)$/.exec(topic)?.[1];
    if (table !== undefined && !tables.has(table)) return false;
    const hasSchema = value?.startsWith('{"schema"') === true;
    const op = /"op":"(.)"/.exec(value ?? '')?.[1] ?? (value === null ? 'tombstone' : topic);
    const kind = op.length === 1 ? `${topic} ${op}` : op;
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    if (op.length > 1) return count <= 2;
    return !hasSchema || count <= (table === 'odd' ? 3 : 1);
  });
}

const classes = mkdtempSync(join(tmpdir(), 'alimentador-emit-'));
const server = await startEmbeddedServer({ settings: { fsync: 'off' } });
try {
  execFileSync('javac', ['-cp', `${folder}/lib/*`, '-d', classes, near('Emit.java')], { stdio: 'inherit' });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query("SET timezone = 'UTC'; SET datestyle = 'ISO'; SET lc_monetary = 'C'");
  await run(client, 'schema.sql');
  await run(client, 'before.sql');
  await client.query("SELECT pg_create_logical_replication_slot('reference', 'pgoutput')");
  const engine = spawn('java', ['-cp', `${classes}:${folder}/lib/*`, 'Emit'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let output = '';
  engine.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  engine.stdin.end(connectorProperties(new URL(server.url)));
  const events = (): string[] =>
    output
      .split('\n')
      .slice(0, -1)
      .filter(line => line.startsWith('EVENT '));
  const isActive = async (): Promise<boolean> =>
    (await client.query("SELECT 1 FROM pg_replication_slots WHERE slot_name = 'debezium' AND active")).rowCount === 1;
  while (!(await isActive()) || events().length < 2) {
    if (engine.exitCode !== null) throw new Error('the engine ended before it streamed');
    await delay(200);
  }
  await run(client, `${work}.sql`);
  // Heartbeats never end.
  const counted = (): number => events().filter(line => eventOf(line).topic.startsWith('bench.')).length;
  for (let before = -1; counted() !== before;) {
    before = counted();
    await delay(3_000);
  }
  engine.kill();
  await once(engine, 'exit');
  const { rows: columns } = await client.query<RealEvents['tables'][number]['columns'][number] & { table: string }>(
    columnsSql,
  );
  const reference = await readReference(client);
  await client.end();
  const changed = new Set(reference.map(({ table }) => table));
  const tables = [...changed].map(table => ({
    schema: 'public',
    table,
    columns: columns
      .filter(row => row.table === table)
      .map(({ name: column, type, modifier, inIdentity }) => ({ name: column, type, modifier, inIdentity })),
  }));
  const real: RealEvents = { version, settings, tables, reference, events: chosen(events().map(eventOf), changed) };
  writeFileSync(new URL(`../capture/debezium/fixtures/${name}.json`, import.meta.url), `${JSON.stringify(real)}\n`);
  console.log(`${name}: ${real.events.length} events, ${reference.length} changes`);
} finally {
  await server.stop();
  rmSync(classes, { recursive: true });
}
