import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { copyIn, copyLine, copyOut } from '../../src/postgres/copy.ts';
import { fileServer } from '../helpers/file-server.ts';

const server = fileServer();
type Row = (string | null)[];

const create = 'CREATE TABLE texts (id integer PRIMARY KEY, a text, b text, c varchar)';
const intoTexts = 'COPY texts (id, a, b, c) FROM STDIN';
const outOfTexts = 'COPY (SELECT id, a, b, c FROM texts ORDER BY id) TO STDOUT';

/** Texts that a COPY reader or writer may trip over. */
const hostile = [
  '',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\\',
  '\\\\',
  '\\N',
  '\\.',
  '\\t',
  '\\x41',
  '\\101',
  'NULL',
  'O\'Brien "x" ; DROP TABLE texts --',
  'a\tb\nc\\d\re\bf\fg\vh',
  'ção ñ ß 漢字 👩‍👩‍👧 🇧🇷 \u0301 \u200f \ufeff \u{10ffff}',
  '\u0001\u001f\u007f\u0085\u2028',
];
const hostileText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary-ascii' }),
);
// The server's texts hold no NUL, so none is ever made.
const cell = fc.option(
  fc.array(hostileText, { maxLength: 3 }).map(parts => parts.join('').replaceAll('\0', '')),
  { freq: 6 },
);

test('any texts go through COPY in and out unchanged, and are what the server holds', async () => {
  const client = await server.session(await server.newDatabase());
  await client.query(create);
  const anyRows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 30 });
  const property = fc.asyncProperty(anyRows, async texts => {
    await client.query('DELETE FROM texts');
    const rows: Row[] = texts.map((each, index) => [String(index), ...each]);
    assert.equal(await copyIn(client, intoTexts, rows), rows.length);
    assert.deepEqual(await all(copyOut(client, outOfTexts)), rows);
    const { rows: held } = await client.query({
      text: 'SELECT id::text, a, b, c FROM texts ORDER BY texts.id',
      rowMode: 'array',
    });
    assert.deepEqual(held, rows);
  });
  const examples = hostile.map((text): [[Row[number], Row[number], Row[number]][]] => [[[text, null, text]]]);
  await fc.assert(property, { seed: 20_240_501, numRuns: 100, examples });
});

test('rows of many chunks, with characters of several bytes across every border', async () => {
  const client = await server.session(await server.newDatabase());
  await client.query(create);
  const rows = Array.from({ length: 3_000 }, (_, id): Row => [
    String(id),
    '漢👩\t\\'.repeat(id % 97),
    null,
    'é'.repeat(id % 11),
  ]);
  rows.push(['3000', '👩\n'.repeat(100_000), '', 'one row that is larger than many chunks']);
  const told: number[] = [];
  await copyIn(client, intoTexts, rows, count => told.push(count));
  assert.ok(told.length > 3 && told.at(-1) === 3_001, 'progress is told on the way and at the end');
  assert.deepEqual(
    told,
    [...told].sort((a, b) => a - b),
  );
  assert.deepEqual(await all(copyOut(client, outOfTexts)), rows);
});

test('a COPY that the server refuses says why, and the session goes on', async () => {
  const client = await server.session(await server.newDatabase());
  await client.query(create);
  function* rows(): Generator<Row> {
    for (let id = 0; ; id++) yield [String(id % 100_000), 'x'.repeat(50), null, null];
  }
  await assert.rejects(copyIn(client, intoTexts, rows()), /duplicate key value violates unique constraint/);
  assert.deepEqual(await all(copyOut(client, outOfTexts)), []);
});

test('a session that is ended during a COPY fails it instead of hanging', async () => {
  const url = await server.newDatabase();
  const client = await server.session(url);
  await client.query(create);
  const { pid } = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!;
  let end: Promise<unknown> | undefined;
  function* rows(): Generator<Row> {
    for (let id = 0; ; id++) {
      if (id === 20_000) end = server.ask(url, `SELECT pg_terminate_backend(${pid})`);
      yield [String(id), 'x'.repeat(50), null, null];
    }
  }
  await assert.rejects(copyIn(client, intoTexts, rows()), /terminat|ECONNRESET|EPIPE/);
  await end;
});

test('rows that cannot be made fail the COPY with their own error, take it back, and the session goes on', async () => {
  const client = await server.session(await server.newDatabase());
  await client.query(create);
  function* rows(): Generator<Row> {
    yield ['1', null, null, null];
    throw new Error('no more rows');
  }
  await assert.rejects(copyIn(client, intoTexts, rows()), /no more rows/);
  assert.deepEqual((await client.query('SELECT id FROM texts')).rows, []);
});

test('a reader that stops early does not block what comes after it', async () => {
  const client = await server.session(await server.newDatabase());
  for await (const row of copyOut(client, 'COPY (SELECT generate_series(1, 100000)) TO STDOUT')) {
    if (row[0] === '10') break;
  }
  await assert.rejects(client.query('SELECT 1'), /closed|not queryable|terminated/);
});

test('a COPY that fails on the way out says why, and the session goes on', async () => {
  const client = await server.session(await server.newDatabase());
  const failing = 'COPY (SELECT 1 / (5000 - n) FROM generate_series(1, 10000) AS n) TO STDOUT';
  await assert.rejects(all(copyOut(client, failing)), /division by zero/);
  assert.equal((await client.query('SELECT 1 AS one')).rows[0].one, 1);
});

test('NULL, the empty text and what looks like an end are told apart on the wire', () => {
  assert.equal(copyLine([null, '', '\\N', '\\.', 'a\tb']), '\\N\t\t\\\\N\t\\\\.\ta\\tb\n');
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
