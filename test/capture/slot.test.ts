import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { SlotStart } from '../../src/capture/slot.ts';
import type { CapturedChange } from '../../src/observe/verify/captured-change.ts';
import { lsnFromText } from '../../src/shared/lsn.ts';
import { copyIn } from '../../src/postgres/copy.ts';
import { fileServer } from '../helpers/file-server.ts';
import { slotNameOf } from '../../src/postgres/replication/slot-name.ts';
import { listen, newRunId } from '../helpers/slot-listener.ts';

const server = fileServer();

async function databaseWith(sql: string): Promise<string> {
  const url = await server.newDatabase();
  await server.ask(url, sql);
  return url;
}

/** What a change says, without what differs from run to run. */
const said = ({ op, before, after }: CapturedChange): [string, unknown, unknown] => [op, before, after];
const ordinals = (changes: readonly CapturedChange[]): unknown[] => changes.map(({ position }) => position!.ordinal);

test('under REPLICA IDENTITY DEFAULT old images hold the key, and come only where it changes', async () => {
  const url = await databaseWith('CREATE TABLE people (id integer PRIMARY KEY, name text, age integer)');
  const heard = await listen(url, ['people'], server);
  await server.ask(url, `INSERT INTO people VALUES (1, 'Ana', NULL), (2, 'João ñ 漢字 👩‍👩‍👧', 7)`);
  await server.ask(url, `UPDATE people SET age = 8 WHERE id = 2`);
  await server.ask(url, `UPDATE people SET id = 3 WHERE id = 1`);
  await server.ask(url, `DELETE FROM people WHERE id = 2`);
  await heard.caughtUp();
  const { changes } = heard;
  assert.deepEqual(changes.map(said), [
    ['insert', undefined, ['1', 'Ana', null]],
    ['insert', undefined, ['2', 'João ñ 漢字 👩‍👩‍👧', '7']],
    ['update', undefined, ['2', 'João ñ 漢字 👩‍👩‍👧', '8']],
    ['update', ['1', undefined, undefined], ['3', 'Ana', null]],
    ['delete', ['2', undefined, undefined], undefined],
  ]);
  assert.deepEqual(ordinals(changes), [0, 1, 0, 0, 0]);
  assert.deepEqual(heard.commits.map(commit => commit.changes).slice(0, 4), [2, 1, 1, 1]);
  assert.deepEqual(changes[0]!.columns, ['id', 'name', 'age']);
  assert.ok(changes.every(({ columns }) => columns === changes[0]!.columns));
  assert.ok(changes.every(({ schema, table }) => schema === 'public' && table === 'people'));
  await heard.capture.stop();
});

test('under REPLICA IDENTITY FULL old images are whole, long values too', async () => {
  const url = await databaseWith(`
    CREATE TABLE notes (id integer PRIMARY KEY, title text, body text);
    ALTER TABLE notes REPLICA IDENTITY FULL; ALTER TABLE notes ALTER body SET STORAGE EXTERNAL`);
  const heard = await listen(url, ['notes'], server);
  const long = 'x'.repeat(9_000);
  await server.ask(url, `INSERT INTO notes VALUES (1, NULL, repeat('x', 9000))`);
  await server.ask(url, `UPDATE notes SET title = 'a'`);
  await server.ask(url, `DELETE FROM notes`);
  await heard.caughtUp();
  assert.deepEqual(heard.changes.map(said), [
    ['insert', undefined, ['1', null, long]],
    ['update', ['1', null, long], ['1', 'a', undefined]],
    ['delete', ['1', 'a', long], undefined],
  ]);
  await heard.capture.stop();
});

test('a long value that an update leaves alone is unknown, not null', async () => {
  const url = await databaseWith(`
    CREATE TABLE notes (id integer PRIMARY KEY, title text, body text);
    ALTER TABLE notes ALTER body SET STORAGE EXTERNAL; INSERT INTO notes VALUES (1, 'a', repeat('x', 9000))`);
  const heard = await listen(url, ['notes'], server);
  await server.ask(url, `UPDATE notes SET title = 'b'`);
  await server.ask(url, `UPDATE notes SET body = 'short'`);
  await heard.caughtUp();
  assert.deepEqual(heard.changes.map(said), [
    ['update', undefined, ['1', 'b', undefined]],
    ['update', undefined, ['1', 'b', 'short']],
  ]);
  await heard.capture.stop();
});

test('a transaction is told in its order, without what it rolled back; COPY shares no ordinal', async () => {
  const url = await databaseWith('CREATE TABLE items (id integer PRIMARY KEY, n integer)');
  const heard = await listen(url, ['items'], server);
  await server.ask(
    url,
    `BEGIN; INSERT INTO items VALUES (1, 1); SAVEPOINT a; INSERT INTO items VALUES (2, 2); ROLLBACK TO a;
     SAVEPOINT b; UPDATE items SET n = 5 WHERE id = 1; RELEASE b; INSERT INTO items VALUES (3, 3); DELETE FROM items WHERE id = 3; COMMIT`,
  );
  await server.ask(url, `BEGIN; INSERT INTO items VALUES (9, 9); ROLLBACK`);
  const rows = [10, 11, 12].map(id => [String(id), String(id)]);
  await copyIn(await server.session(url), 'COPY items FROM STDIN', rows, () => undefined);
  await heard.caughtUp();
  const { changes, commits } = heard;
  assert.deepEqual(changes.map(said), [
    ['insert', undefined, ['1', '1']],
    ['update', undefined, ['1', '5']],
    ['insert', undefined, ['3', '3']],
    ['delete', ['3', undefined], undefined],
    ['insert', undefined, ['10', '10']],
    ['insert', undefined, ['11', '11']],
    ['insert', undefined, ['12', '12']],
  ]);
  assert.deepEqual(ordinals(changes), [0, 1, 2, 3, 0, 1, 2]);
  const copied = changes.slice(4).map(change => change.position!);
  assert.equal(new Set(copied.map(({ xid, lsn, commitLsn }) => `${xid} ${lsn} ${commitLsn}`)).size, 1);
  assert.equal(commits[1]!.commitLsn, copied[0]!.commitLsn);
  assert.equal(commits[1]!.xid, copied[0]!.xid);
  await heard.capture.stop();
});

test("positions and times are the server's own", async () => {
  const url = await databaseWith('CREATE TABLE items (id integer PRIMARY KEY)');
  const heard = await listen(url, ['items'], server);
  const sql = `INSERT INTO items VALUES (1) RETURNING (pg_current_xact_id()::text::bigint & 4294967295)::text AS xid,
    pg_current_wal_insert_lsn()::text AS lsn, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text AS us`;
  const [row] = await server.ask(url, sql);
  const [after] = await server.ask(
    url,
    `SELECT pg_current_wal_insert_lsn()::text AS lsn, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text AS us`,
  );
  await heard.caughtUp();
  const { position, committedAtUs, receivedAtUs } = heard.changes[0]!;
  const { start } = heard.capture;
  assert.equal(String(position!.xid), row!['xid']);
  assert.ok(position!.lsn >= start.insertLsn && position!.lsn < lsnFromText(row!['lsn']!));
  assert.equal(position!.commitLsn, lsnFromText(row!['lsn']!), 'a lone commit follows its last record');
  assert.ok(
    heard.commits[0]!.endLsn > lsnFromText(row!['lsn']!) && heard.commits[0]!.endLsn <= lsnFromText(after!['lsn']!),
  );
  assert.ok(committedAtUs! >= Number(row!['us']) && committedAtUs! <= Number(after!['us']));
  assert.ok(
    receivedAtUs >= committedAtUs! - 5_000,
    'one machine: arrival follows the commit, to the 1 ms that wall time has',
  );
  const [system] = await server.ask(url, 'SELECT system_identifier::text AS id FROM pg_control_system()');
  assert.equal(start.systemId, system!['id']);
  assert.equal(start.timeline, 1);
  assert.ok(start.consistentLsn <= start.insertLsn);
  await heard.capture.stop();
});

test('TRUNCATE and logical messages are told apart from changes', async () => {
  const url = await databaseWith(`
    CREATE TABLE parents (id integer PRIMARY KEY); CREATE TABLE children (id integer PRIMARY KEY REFERENCES parents)`);
  const heard = await listen(url, ['parents', 'children'], server);
  await server.ask(url, `BEGIN; INSERT INTO parents VALUES (1); TRUNCATE parents RESTART IDENTITY CASCADE; COMMIT`);
  await server.ask(url, `SELECT pg_logical_emit_message(false, 'mine', 'ção'::text)`);
  await heard.caughtUp();
  assert.equal(heard.truncates.length, 1);
  const { tables, cascade, restartIdentity, xid } = heard.truncates[0]!;
  assert.deepEqual(tables.map(({ table }) => table).sort(), ['children', 'parents']);
  assert.deepEqual([cascade, restartIdentity, xid], [true, true, heard.changes[0]!.position!.xid]);
  assert.equal(heard.commits[0]!.changes, 1);
  const mine = heard.messages.find(({ prefix }) => prefix === 'mine')!;
  assert.deepEqual([mine.content.toString(), mine.xid], ['ção', undefined]);
  assert.notEqual(heard.messages.find(({ prefix }) => prefix.startsWith('marker'))!.xid, undefined);
  await heard.capture.stop();
});

test('a column that is added in mid-stream shows from then on', async () => {
  const url = await databaseWith('CREATE TABLE items (id integer PRIMARY KEY)');
  const heard = await listen(url, ['items'], server);
  await server.ask(url, `INSERT INTO items VALUES (1)`);
  await server.ask(url, `ALTER TABLE items ADD COLUMN name text DEFAULT 'x'`);
  await server.ask(url, `INSERT INTO items VALUES (2, 'b')`);
  await server.ask(url, `ALTER TABLE items ALTER name SET NOT NULL`);
  await server.ask(url, `INSERT INTO items VALUES (3, 'c')`);
  await heard.caughtUp();
  const { changes } = heard;
  assert.deepEqual(
    changes.map(({ columns, after }) => [columns, after]),
    [
      [['id'], ['1']],
      [
        ['id', 'name'],
        ['2', 'b'],
      ],
      [
        ['id', 'name'],
        ['3', 'c'],
      ],
    ],
  );
  assert.equal(changes[1]!.columns, changes[2]!.columns, 'the shape stayed');
  await heard.capture.stop();
});

/** Types with values whose text depends on settings, or that the server rewrites. */
const values: Readonly<Record<string, readonly string[]>> = {
  smallint: ['-32768'],
  integer: ['2147483647'],
  bigint: ['9223372036854775807'],
  'numeric(10,2)': ['10.5'],
  numeric: ['NaN', '123456789012345678901234567890.1234567890', '-0.000'],
  real: ['1.1', '3.4028235e38', '-0'],
  'double precision': ['0.1', '1e308', 'Infinity', '0.30000000000000004'],
  money: ['1234.5'],
  boolean: ['t'],
  'char(5)': ['ab'],
  '"char"': ['x'],
  'varchar(20)': ['São João'],
  text: ['', ' ', '\\x41', 'tab\tnew\nline\\', 'ção ñ ß 漢字 👩‍👩‍👧 \u0301', 'é'.repeat(500)],
  name: ['some_name'],
  date: ['2024-05-31', '0044-03-15 BC', 'infinity'],
  time: ['23:59:59.123456'],
  timetz: ['23:59:59.5+02'],
  timestamp: ['2024-05-31 13:14:15.1', '-infinity'],
  timestamptz: ['2024-05-31 13:14:15.123456+05:30', 'infinity'],
  interval: ['1 year 2 months 3 days 04:05:06.7', '-1 day +02:03:00'],
  uuid: ['A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'],
  bytea: ['\\xDEADBEEF00', '\\x'],
  json: ['{"b": 1,  "a": [true, null], "b": 2}'],
  jsonb: ['{"b": 1,  "a": [true, null], "b": 2, "ç": "é"}'],
  xml: ['<a>ç</a>'],
  inet: ['192.168.1.5/24'],
  cidr: ['10.0.0.0/8'],
  macaddr: ['08-00-2b-01-02-03'],
  'bit(4)': ['1010'],
  varbit: ['10101'],
  tsvector: ['the:1 fat:2 cat:3'],
  int4range: ['[1,5]'],
  tstzrange: ['[2024-05-31 10:00+02,)'],
  point: ['(1.1,2)'],
  'integer[]': ['{1,NULL,3}', '{{1,2},{3,4}}'],
  'text[]': ['{a,"b c",NULL,"NULL","q\\"u"}'],
  'timestamptz[]': ['{2024-05-31 10:00+02}'],
  mood: ['very happy'],
  positive: ['5'],
  pair: ['(1,"a b")'],
};

test('every type comes as the canonical text, whatever role and database have for defaults', async () => {
  const columns = Object.entries(values).flatMap(([type, texts]) => texts.map(text => ({ type, text })));
  const list = columns.map(({ type }, place) => `c${place} ${type}`).join(', ');
  const url = await databaseWith(`
    CREATE TYPE mood AS ENUM ('sad', 'very happy'); CREATE DOMAIN positive AS integer CHECK (value > 0);
    CREATE TYPE pair AS (a integer, b text);
    CREATE TABLE typed (id integer PRIMARY KEY, ${list}); ALTER TABLE typed REPLICA IDENTITY FULL`);
  const database = new URL(url).pathname.slice(1);
  const hostile = [
    `DateStyle = 'SQL, DMY'`,
    `TimeZone = 'America/Sao_Paulo'`,
    `IntervalStyle = 'sql_standard'`,
    `bytea_output = 'escape'`,
    `extra_float_digits = -10`,
    `search_path = pg_catalog`,
  ];
  for (const setting of hostile) {
    await server.ask(
      url,
      `ALTER DATABASE ${database} SET ${setting}; ALTER ROLE postgres IN DATABASE ${database} SET ${setting}`,
    );
  }
  const canonical = [
    'SET TimeZone = UTC',
    `SET DateStyle = 'ISO, YMD'`,
    'SET IntervalStyle = postgres',
    'SET extra_float_digits = 1',
    'SET bytea_output = hex',
    `SET lc_monetary = 'C'`,
    'SET search_path = public',
  ].join('; ');
  const texts = columns.map((_, place) => `c${place} AS t${place}`).join(', ');
  const literals = columns.map(({ text }) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(', ');
  const heard = await listen(url, ['typed'], server);
  const [plain] = await server.ask(url, `SET search_path = public; SELECT current_setting('DateStyle') AS style`);
  assert.equal(plain!['style'], 'SQL, DMY', 'the defaults are hostile');
  await server.ask(url, `${canonical}; INSERT INTO typed VALUES (1, ${literals})`);
  await server.ask(url, `DELETE FROM public.typed`);
  await heard.caughtUp();
  const again = `INSERT INTO typed VALUES (2, ${literals}); SELECT ${texts} FROM typed`;
  const [expected] = await server.ask(url, `${canonical}; ${again}`);
  const cells = Object.fromEntries(
    columns.map(({ type }, place) => [`${place} ${type}`, heard.changes[0]!.after![place + 1]]),
  );
  const right = Object.fromEntries(columns.map(({ type }, place) => [`${place} ${type}`, expected![`t${place}`]]));
  assert.deepEqual(cells, right);
  assert.deepEqual(heard.changes[1]!.before!.slice(1), heard.changes[0]!.after!.slice(1));
  await heard.capture.stop();
});

test('a capture runs on a thread of its own, and lets it end', async () => {
  const url = await databaseWith('CREATE TABLE items (id integer PRIMARY KEY)');
  const slotName = slotNameOf(newRunId(), 'reference');
  // tsx serves the main thread only; a worker has to load it itself.
  const load = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register();
    await import('${new URL('slot-worker.ts', import.meta.url).href}')`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(load)}`), {
    workerData: { url, slotName },
  });
  const [start] = (await once(worker, 'message')) as [SlotStart];
  assert.equal(start.slotName, slotName);
  await server.ask(url, 'INSERT INTO items VALUES (1), (2), (3)');
  assert.deepEqual(await once(worker, 'message'), [3]);
  worker.postMessage('stop');
  assert.deepEqual(await once(worker, 'exit'), [0]);
  const left = await server.ask(url, `SELECT 1 AS one FROM pg_replication_slots WHERE slot_name = '${slotName}'`);
  assert.deepEqual(left, []);
});
