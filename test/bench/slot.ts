// Reading a replication slot, decoded, against pg_recvlogical over the same content: both read copies of one slot, in turn.
import pg from 'pg';
import { createPgoutputDecoder } from '../../src/capture/pgoutput/decoder.ts';
import { startEmbeddedServer } from '../../src/postgres/embedded/server.ts';
import { median, type Figure } from './harness/figure.ts';
import {
  againstPgRecvlogical,
  endOfContent,
  readByUs,
  timed,
  type Content,
  type Reading,
} from './harness/slot-reading.ts';

const publication = 'bench';
const changes = 200_000;
const rounds = 5;
const columns = 10;

interface Message {
  readonly bytes: Buffer;
  readonly lsn: number;
}

const create = `
  CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL, cpf varchar(14) NOT NULL, born date NOT NULL, sex char(1),
    phone varchar(20), mail text, address text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
  CREATE PUBLICATION ${publication} FOR TABLE people`;
const person = `'José Antônio da Conceição ' || i, lpad(i::text, 14, '0'), date '1980-01-01' + i % 9000, 'M', '(11) 91234-5678',
  'jose.antonio.' || i || '@example.com', 'Rua São João, ' || i`;

/** Seven inserts, three updates, each a transaction of its own, as a stream has them. */
const singles = `DO $$ BEGIN
  FOR i IN 1..${changes} LOOP
    IF i % 10 < 7 THEN INSERT INTO people SELECT i, ${person};
    ELSE UPDATE people SET phone = '(21) 9' || i, updated_at = clock_timestamp() WHERE id = i - i % 10;
    END IF;
    COMMIT;
  END LOOP; END $$`;
const bulk = `INSERT INTO people SELECT i, ${person} FROM generate_series(${changes + 1}, ${2 * changes}) i`;

async function fill(client: pg.Client, name: string, sql: string): Promise<Content> {
  const slot = `bench_${name.replaceAll(/\W/g, '_')}`;
  await client.query(`SELECT pg_create_logical_replication_slot('${slot}', 'pgoutput')`);
  await client.query(sql);
  return { name, slot, publication, changes, endLsn: await endOfContent(client) };
}

function counting(keep?: Message[]): Reading {
  let [came, cells] = [0, 0];
  return {
    onEvent: event => {
      if (event.kind !== 'change') return;
      came += 1;
      cells += event.change.after?.length ?? 0;
    },
    finish: () => {
      if (came === changes && cells === columns * changes) return;
      throw new Error(`${came} changes of ${cells} cells came, not ${changes} changes`);
    },
    ...(keep && { keep: (bytes, lsn) => void keep.push({ bytes: Buffer.from(bytes), lsn }) }),
  };
}

async function compare(client: pg.Client, url: string, content: Content): Promise<Figure> {
  const name = `slot read and decoded: ${content.name}`;
  const goal = 'at least 0.7 of its changes/s, with full verification';
  return againstPgRecvlogical(client, url, content, { name, goal, rounds, begin: () => counting() });
}

async function decodeAlone(client: pg.Client, url: string, content: Content): Promise<Figure> {
  const messages: Message[] = [];
  await timed(
    client,
    content,
    readByUs(url, content, () => counting(messages)),
  );
  const speeds: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const decode = createPgoutputDecoder();
    const startMs = performance.now();
    for (const { bytes, lsn } of messages) decode(bytes, 0, bytes.length, { lsn, receivedAtUs: 0 });
    if (round >= 0) speeds.push((changes * 1_000) / (performance.now() - startMs));
  }
  const name = `decoding alone: ${content.name}`;
  const goal = 'well over 100,000 changes/s';
  return { name, unit: 'changes/s', value: median(speeds), rounds: speeds, against: undefined, goal };
}

/** Measures on an embedded server of its own. */
export default async function slotBench(): Promise<Figure[]> {
  const server = await startEmbeddedServer({ settings: { fsync: 'off', synchronous_commit: 'off' } });
  const url = `${server.url}?sslmode=disable`;
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    await client.query(create);
    await client.query(`INSERT INTO people SELECT 0, ${person.replaceAll(/\bi\b/g, '0')}`);
    // One after the other: our reading ends with what is in the log.
    const stream = await fill(client, 'transactions of one change', singles);
    const ofStream = await compare(client, url, stream);
    const alone = await decodeAlone(client, url, stream);
    const copied = await fill(client, 'one large transaction', bulk);
    return [ofStream, await compare(client, url, copied), alone];
  } finally {
    await client.end();
    await server.stop();
  }
}
