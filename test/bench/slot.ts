// Reading a replication slot, decoded, against pg_recvlogical over the same content: both read copies of one slot, in turn.
// `node --import tsx test/bench/slot.ts --out DIR [--changes N] [--rounds N]` writes slot.json and slot.md there.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { confirmedPosition } from '../../src/capture/confirmed-position.ts';
import { createPgoutputDecoder } from '../../src/capture/pgoutput/decoder.ts';
import { startEmbeddedServer } from '../../src/postgres/embedded/server.ts';
import { keepStreaming } from '../../src/postgres/replication/kept-stream.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { lsnFromText } from '../../src/shared/lsn.ts';

interface Figure {
  readonly name: string;
  readonly unit: string;
  /** Median of the rounds. */
  readonly value: number;
  readonly rounds: readonly number[];
  /** Median, and median of the rounds' figure divided by it: above 1 is faster than the reference. */
  readonly against: { readonly name: string; readonly value: number; readonly ratio: number } | undefined;
  readonly goal: string;
}

interface Message {
  readonly bytes: Buffer;
  readonly lsn: number;
}

/** What is in a slot, from its position up to `endLsn`. */
interface Content {
  readonly name: string;
  readonly slot: string;
  readonly changes: number;
  readonly endLsn: string;
}

const settings = { applicationName: 'alimentador bench', synchronousCommit: 'off', schema: 'public' };
const publication = 'bench';
const goal = 'at least 0.7 of its changes/s, with full verification';

function pgRecvlogical(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map(version => join(root, version, 'bin/pg_recvlogical')).find(path => existsSync(path));
  if (found !== undefined) return found;
  if (spawnSync('pg_recvlogical', ['--version']).status === 0) return 'pg_recvlogical';
  throw new Error('pg_recvlogical is not installed: apt-get install postgresql-client');
}

const create = `
  CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL, cpf varchar(14) NOT NULL, born date NOT NULL, sex char(1),
    phone varchar(20), mail text, address text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
  CREATE PUBLICATION ${publication} FOR TABLE people`;
const person = `'José Antônio da Conceição ' || i, lpad(i::text, 14, '0'), date '1980-01-01' + i % 9000, 'M', '(11) 91234-5678',
  'jose.antonio.' || i || '@example.com', 'Rua São João, ' || i`;

/** Seven inserts, three updates, each a transaction of its own, as a stream has them. */
const singles = (changes: number): string => `DO $$ BEGIN
  FOR i IN 1..${changes} LOOP
    IF i % 10 < 7 THEN INSERT INTO people SELECT i, ${person};
    ELSE UPDATE people SET phone = '(21) 9' || i, updated_at = clock_timestamp() WHERE id = i - i % 10;
    END IF;
    COMMIT;
  END LOOP; END $$`;
const bulk = (changes: number): string =>
  `INSERT INTO people SELECT i, ${person} FROM generate_series(${changes + 1}, ${2 * changes}) i`;

async function fill(client: pg.Client, name: string, sql: string, changes: number): Promise<Content> {
  const slot = `bench_${name.replaceAll(/\W/g, '_')}`;
  await client.query(`SELECT pg_create_logical_replication_slot('${slot}', 'pgoutput')`);
  await client.query(sql);
  // Asynchronous commits reach the disk with the next synchronous one.
  await client.query('SET synchronous_commit = on');
  await client.query(`SELECT pg_logical_emit_message(true, 'end', '')`);
  await client.query('RESET synchronous_commit');
  const { rows } = await client.query<{ lsn: string }>('SELECT pg_current_wal_flush_lsn()::text AS lsn');
  return { name, slot, changes, endLsn: rows[0]!.lsn };
}

/** Runs `read` on a fresh copy of the slot. @returns seconds */
async function timed(client: pg.Client, content: Content, read: (slot: string) => Promise<void>): Promise<number> {
  const copy = `${content.slot}_copy`;
  await client.query(`SELECT pg_copy_logical_replication_slot('${content.slot}', '${copy}')`);
  const startMs = performance.now();
  await read(copy);
  const seconds = (performance.now() - startMs) / 1_000;
  for (;;) {
    const { rows } = await client.query<{ active: boolean }>(
      `SELECT active FROM pg_replication_slots WHERE slot_name = '${copy}'`,
    );
    if (rows[0]?.active !== true) break;
  }
  await client.query(`SELECT pg_drop_replication_slot('${copy}')`);
  return seconds;
}

function readByTool(url: string, endLsn: string): (slot: string) => Promise<void> {
  const { username, password, hostname, port, pathname } = new URL(url);
  const target = ['-h', hostname, '-p', port, '-U', username, '-d', pathname.slice(1), '-w'];
  const options = ['-o', 'proto_version=1', '-o', `publication_names=${publication}`, '--no-loop'];
  return slot =>
    new Promise((resolve, reject) => {
      const args = [...target, '--slot', slot, '--start', '--endpos', endLsn, '-f', '/dev/null', ...options];
      const child = spawn(pgRecvlogical(), args, { env: { PGPASSWORD: password }, stdio: ['ignore', 'ignore', 2] });
      child.once('error', reject);
      child.once('exit', code => (code === 0 ? resolve() : reject(new Error(`pg_recvlogical ended with ${code}`))));
    });
}

/** Reads to the end, decodes and acknowledges; `keep` takes the messages. */
function readByUs(url: string, content: Content, keep?: Message[]): (slot: string) => Promise<void> {
  const endLsn = lsnFromText(content.endLsn);
  return async slotName => {
    const decode = createPgoutputDecoder();
    const position = confirmedPosition(0);
    let [changes, cells] = [0, 0];
    let settle: (error?: Error) => void = () => undefined;
    const done = new Promise<void>((resolve, reject) => {
      settle = error => (error === undefined ? resolve() : reject(error));
    });
    const request = {
      url,
      settings,
      slotName,
      publication,
      clock: systemClock,
      reconnectAfterMs: [],
      beforeReconnect: async () => undefined,
    };
    const stream = await keepStreaming(request, {
      onData: (bytes, begin, end, lsn, receivedAtUs) => {
        keep?.push({ bytes: Buffer.from(bytes.subarray(begin, end)), lsn });
        const event = decode(bytes, begin, end, { lsn, receivedAtUs });
        if (event === undefined) return;
        position.told(event);
        if (event.kind === 'change') {
          changes += 1;
          cells += event.change.after?.length ?? 0;
        } else if (event.kind === 'commit') position.acknowledged(event.commit.endLsn);
      },
      onKeepalive: walEnd => {
        position.reached(walEnd);
        if (walEnd >= endLsn) settle();
      },
      flushedLsn: () => position.lsn,
      onReconnect: reason => settle(new Error(reason)),
      onLost: settle,
    });
    await done;
    await stream.close();
    if (changes !== content.changes || cells !== 10 * changes) {
      throw new Error(`${changes} changes of ${cells} cells came, not ${content.changes} changes`);
    }
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function compare(client: pg.Client, url: string, content: Content, rounds: number): Promise<Figure> {
  const [own, other]: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    const seconds = { us: 0, tool: 0 };
    // Who goes first changes from round to round.
    for (const who of round % 2 === 0 ? (['us', 'tool'] as const) : (['tool', 'us'] as const)) {
      const read = who === 'us' ? readByUs(url, content) : readByTool(url, content.endLsn);
      seconds[who] = await timed(client, content, read);
    }
    if (round < 0) continue;
    own.push(content.changes / seconds.us);
    other.push(content.changes / seconds.tool);
  }
  const ratio = median(own.map((value, round) => value / other[round]!));
  return {
    name: `slot read and decoded: ${content.name}`,
    unit: 'changes/s',
    value: median(own),
    rounds: own,
    against: { name: 'pg_recvlogical to /dev/null', value: median(other), ratio },
    goal,
  };
}

async function decodeAlone(client: pg.Client, url: string, content: Content, rounds: number): Promise<Figure> {
  const messages: Message[] = [];
  await timed(client, content, readByUs(url, content, messages));
  const speeds: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const decode = createPgoutputDecoder();
    const startMs = performance.now();
    for (const { bytes, lsn } of messages) decode(bytes, 0, bytes.length, { lsn, receivedAtUs: 0 });
    if (round >= 0) speeds.push((content.changes * 1_000) / (performance.now() - startMs));
  }
  const name = `decoding alone: ${content.name}`;
  const value = median(speeds);
  return { name, unit: 'changes/s', value, rounds: speeds, against: undefined, goal: 'well over 100,000 changes/s' };
}

/** Measures on an embedded server of its own. */
export default async function slotBench(changes = 200_000, rounds = 5): Promise<Figure[]> {
  const server = await startEmbeddedServer({ settings: { fsync: 'off', synchronous_commit: 'off' } });
  try {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      await client.query(create);
      await client.query(`INSERT INTO people SELECT 0, ${person.replaceAll(/\bi\b/g, '0')}`);
      // One after the other: our reading ends with what is in the log.
      const stream = await fill(client, 'transactions of one change', singles(changes), changes);
      const ofStream = await compare(client, server.url, stream, rounds);
      const alone = await decodeAlone(client, server.url, stream, rounds);
      const copied = await fill(client, 'one large transaction', bulk(changes), changes);
      return [ofStream, await compare(client, server.url, copied, rounds), alone];
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
  }
}

function markdownOf(figures: readonly Figure[]): string {
  const count = (value: number): string => Math.round(value).toLocaleString('en');
  const rows = figures.map(({ name, unit, value, rounds, against, goal: aim }) => {
    const reference =
      against === undefined ? ['', ''] : [`${against.name}: ${count(against.value)}`, against.ratio.toFixed(2)];
    const range = `${count(Math.min(...rounds))} to ${count(Math.max(...rounds))}`;
    return [name, `${count(value)} ${unit}`, range, ...reference, aim];
  });
  const head = ['what', 'median', 'lowest to highest', 'against', 'ratio', 'goal'];
  const lines = [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`);
  return `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]!.model}\n\n${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { out: { type: 'string' }, changes: { type: 'string' }, rounds: { type: 'string' } } as const;
  const { out, changes = '200000', rounds = '5' } = parseArgs({ options }).values;
  if (out === undefined) throw new Error('say where the figures go: --out DIR');
  const figures = await slotBench(Number(changes), Number(rounds));
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'slot.json'), `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(join(out, 'slot.md'), markdownOf(figures));
  console.log(markdownOf(figures));
}
