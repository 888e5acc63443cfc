import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Database } from '../../src/postgres/database.ts';
import { CannotRun } from '../../src/shared/errors.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario, type ModelSketch } from '../helpers/scenarios.ts';

const server = fileServer();
const streamPhase = { operations: 20, interval: '0ms' };
const publication = 'CREATE PUBLICATION ledger_pub FOR TABLE accounts, entries;';

/** A whole run in small. */
async function run(url: string, model: ModelSketch, prepare?: string): Promise<void> {
  const database = prepare === undefined ? {} : { prepare };
  assertPassed(await runOn(url, await scenario({ streamPhase, database }, model)));
}

/** Why a run is refused, in words. */
async function refusal(url: string, model: ModelSketch, prepare?: string): Promise<string> {
  const database = prepare === undefined ? {} : { prepare };
  const loaded = await scenario({ streamPhase, database }, model);
  const { message, hint } = await Database.open(url, loaded.scenario, loaded.model, 'test').then(
    () => assert.fail('it was not refused'),
    (error: unknown) => (error instanceof CannotRun ? error : assert.fail(error as Error)),
  );
  return `${message} (${hint})`;
}

/** Everything in the database that is not the server's, with oids and comments: what stays the same was left alone. */
async function objects(url: string): Promise<string[]> {
  const rows = await server.ask(
    url,
    `SELECT 'relation' AS kind, oid, relname AS name, obj_description(oid, 'pg_class') AS comment, relfilenode AS filled
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S', 'p')
     UNION ALL SELECT 'publication', oid, pubname, obj_description(oid, 'pg_publication'), 0 FROM pg_publication
     UNION ALL SELECT 'function', oid, proname, obj_description(oid, 'pg_proc'), 0 FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace
     ORDER BY 1, 3`,
  );
  return rows.map(row => Object.values(row).join(' '));
}

async function oidOf(url: string, name: string): Promise<string> {
  const sql = `SELECT oid FROM pg_class WHERE relname = '${name}' UNION SELECT oid FROM pg_publication WHERE pubname = '${name}'`;
  return (await server.ask(url, sql))[0]!['oid']!;
}

test('create: an empty database gets the tables, marked as ours', async () => {
  const url = await server.newDatabase();
  await run(url, ledger({ ddl: publication }));
  const comments = (await objects(url)).filter(line => !line.includes('_seq'));
  assert.deepEqual(
    comments.map(line => line.split(' ')[0]),
    ['function', 'publication', 'relation', 'relation'],
  );
  for (const line of comments) assert.match(line, /made by alimentador: model ledger, DDL [0-9a-f]{16}/);
});

test('truncate is the default where our own unchanged tables stand: tables and a live publication survive', async () => {
  const url = await server.newDatabase();
  const model = ledger({ ddl: publication });
  await run(url, model);
  const names = ['accounts', 'entries', 'ledger_pub'];
  const before = await Promise.all(names.map(name => oidOf(url, name)));
  await server.ask(url, "INSERT INTO accounts (id, owner, balance) VALUES (9999, 'x', 1)");
  await run(url, model);
  assert.deepEqual(await Promise.all(names.map(name => oidOf(url, name))), before);
  await run(url, model, 'truncate');
  assert.deepEqual(await Promise.all(names.map(name => oidOf(url, name))), before);
  await run(url, model, 'create');
  for (const [place, name] of names.entries()) assert.notEqual(await oidOf(url, name), before[place], name);
});

test('sequences stand behind the rows that were written', async () => {
  const url = await server.newDatabase();
  await run(url, ledger());
  const next = `SELECT nextval('accounts_id_seq') - max(id) AS gap FROM accounts`;
  const [{ gap } = { gap: null }] = await server.ask(url, next);
  assert.ok(Number(gap) >= 1 && Number(gap) < 100, `${gap}`);
  await server.ask(url, 'INSERT INTO entries (account_id, amount) VALUES (1, 1)');
});

test('changed DDL: our own tables are made anew', async () => {
  const url = await server.newDatabase();
  await run(url, ledger({ ddl: publication }));
  const before = await oidOf(url, 'accounts');
  await run(url, ledger({ ddl: `${publication} CREATE INDEX by_amount ON entries (amount);` }));
  assert.notEqual(await oidOf(url, 'accounts'), before);
  assert.equal((await server.ask(url, "SELECT 1 FROM pg_class WHERE relname = 'by_amount'")).length, 1);
});

test('names that SQL has to quote are known again', async () => {
  const url = await server.newDatabase();
  const amount = { int: { from: 1, to: 9 } };
  const model: ModelSketch = {
    ddl: `CREATE TABLE "order" (id BIGSERIAL PRIMARY KEY, "group" integer); CREATE TABLE "It's é" ("Id" BIGSERIAL PRIMARY KEY, amount integer);`,
    model: {
      version: 1,
      name: 'quoted',
      tables: {
        order: { rows: 5, key: 'id', columns: { group: amount } },
        "It's-é": { rows: 5, key: 'Id', columns: { amount } },
      },
      events: { one: { weight: 1, update: 'order', redraw: ['group'] }, two: { weight: 1, insert: "It's-é" } },
    },
  };
  const spelt = { ...model, ddl: model.ddl.replace("It's é", "It's-é") };
  await run(url, spelt);
  const before = await objects(url);
  const oid = await oidOf(url, 'order');
  await run(url, spelt);
  assert.equal(await oidOf(url, 'order'), oid, 'emptied, not made anew');
  assert.equal((await objects(url)).length, before.length);
});

test('truncate: tables that are not there are named', async () => {
  const said = await refusal(await server.newDatabase(), ledger(), 'truncate');
  assert.match(said, /nothing to truncate: accounts, entries do not exist \(use database\.prepare: create\)/);
});

test('keep: filled tables are refused with their names, and stay as they are', async () => {
  const url = await server.newDatabase();
  await run(url, ledger());
  const before = await objects(url);
  const counts = 'SELECT (SELECT count(*) FROM accounts) AS accounts, (SELECT count(*) FROM entries) AS entries';
  const rows = await server.ask(url, counts);
  assert.match(await refusal(url, ledger(), 'keep'), /prepare is keep, but these tables hold rows: accounts, entries/);
  assert.deepEqual([await objects(url), await server.ask(url, counts)], [before, rows]);
});

test('keep: empty tables of somebody else are used as they are', async () => {
  const url = await server.newDatabase();
  await server.ask(url, ledger().ddl);
  const before = (await objects(url)).map(line => line.replace(/\d+$/, ''));
  await run(url, ledger(), 'keep');
  assert.deepEqual(
    (await objects(url)).map(line => line.replace(/\d+$/, '')),
    before,
  );
});

test('keep: tables that are not there are named', async () => {
  const url = await server.newDatabase();
  const said = await refusal(url, ledger(), 'keep');
  assert.match(said, /accounts: there is no such table\n.*entries: there is no such table/);
  await server.ask(
    url,
    'CREATE TABLE accounts (id BIGINT PRIMARY KEY, owner TEXT, balanc INTEGER, created_at DATE, needed INTEGER NOT NULL)',
  );
  const misfits = await refusal(url, ledger(), 'keep');
  assert.match(misfits, /accounts\.balance: there is no such column \(did you mean "balanc"\?\)/);
  assert.match(misfits, /accounts\.updated_at: there is no such column/);
  assert.match(misfits, /accounts\.needed: is NOT NULL without a default/);
  assert.match(misfits, /entries: there is no such table/);
});

test('tables of somebody else are refused with their names, and nothing is dropped', async () => {
  const url = await server.newDatabase();
  await server.ask(
    url,
    "CREATE TABLE entries (id integer); INSERT INTO entries VALUES (1); COMMENT ON TABLE entries IS 'precious'",
  );
  const before = await objects(url);
  for (const prepare of [undefined, 'create', 'truncate']) {
    assert.match(await refusal(url, ledger(), prepare), /not made by alimentador for this model: public\.entries/);
  }
  assert.deepEqual(await objects(url), before);
  assert.equal((await server.ask(url, 'SELECT FROM entries')).length, 1);
});

test('a publication of somebody else by that name is refused, and nothing is dropped', async () => {
  const url = await server.newDatabase();
  await server.ask(url, 'CREATE PUBLICATION ledger_pub');
  const before = await objects(url);
  const said = await refusal(url, ledger({ ddl: publication }));
  assert.match(said, /schema\.sql.*: publication "ledger_pub" already exists .*was not made by alimentador/);
  assert.deepEqual(await objects(url), before);
});

test('where the new DDL fails our own tables of the old one still stand', async () => {
  const url = await server.newDatabase();
  await run(url, ledger());
  await server.ask(url, 'CREATE PUBLICATION ledger_pub');
  const before = await objects(url);
  assert.match(await refusal(url, ledger({ ddl: publication })), /publication "ledger_pub" already exists/);
  assert.match(await refusal(url, ledger({ ddl: 'CREATE TABLE accounts ();' })), /relation "accounts" already exists/);
  assert.deepEqual(await objects(url), before);
});

test("somebody else's view on our tables is not dropped with them", async () => {
  const url = await server.newDatabase();
  await run(url, ledger());
  await server.ask(url, 'CREATE VIEW rich AS SELECT id FROM accounts WHERE balance > 500');
  const before = await objects(url);
  const changed = ledger({ ddl: 'CREATE INDEX by_amount ON entries (amount);' });
  assert.match(await refusal(url, changed), /not made by alimentador: view public\.rich/);
  assert.deepEqual(await objects(url), before);
  await run(url, ledger());
});

test("somebody else's rows that refer to ours stop the emptying with a message", async () => {
  const url = await server.newDatabase();
  await run(url, ledger());
  await server.ask(url, 'CREATE TABLE notes (account BIGINT REFERENCES accounts (id)); INSERT INTO notes VALUES (1)');
  assert.match(
    await refusal(url, ledger()),
    /cannot truncate a table referenced in a foreign key constraint \(Table "notes" references "accounts"/,
  );
  assert.equal((await server.ask(url, 'SELECT FROM notes')).length, 1);
});

test("another model's own tables are left alone", async () => {
  const url = await server.newDatabase();
  await run(url, ledger());
  const before = await objects(url);
  const rename = (text: string): string => text.replaceAll(/\b(accounts|entries|ledger_touch)\b/g, '$1_2');
  const other = JSON.parse(rename(JSON.stringify(ledger({ name: 'other' })))) as ModelSketch;
  await run(url, other);
  await run(url, { ...other, ddl: `${other.ddl} CREATE INDEX by_amount ON entries_2 (amount);` });
  assert.deepEqual(
    (await objects(url)).filter(line => !line.includes('_2')),
    before,
  );
});

test('tables of another model by the same names are refused', async () => {
  const url = await server.newDatabase();
  await run(url, ledger());
  const before = await objects(url);
  const said = await refusal(url, ledger({ name: 'other' }));
  assert.match(said, /not made by alimentador for this model: public\.accounts, public\.entries/);
  assert.deepEqual(await objects(url), before);
});

test('DDL with an error: its file, line and message, and nothing is left behind', async () => {
  const url = await server.newDatabase();
  const broken = { ...ledger(), ddl: `-- ção\nCREATE TABLE a (id integer);\nCREATE TABLE b (id integer,);\n` };
  assert.match(await refusal(url, broken), /^\.\/schema\.sql:3: syntax error at or near "\)" \(correct the DDL/);
  const failing = ledger({ ddl: 'SELECT 1 / 0;' });
  assert.match(await refusal(url, failing), /^\.\/schema\.sql: division by zero/);
  assert.deepEqual(await objects(url), []);
});

test('DDL that ends its transaction is refused', async () => {
  const url = await server.newDatabase();
  assert.match(await refusal(url, ledger({ ddl: 'COMMIT;' })), /ends the transaction that it runs in/);
});

test('DDL in the style of pg_dump, which changes the session, does no harm', async () => {
  const url = await server.newDatabase();
  const { ddl, model } = ledger();
  const qualified = ddl
    .replaceAll(/CREATE TABLE |REFERENCES /g, '$&public.')
    .replaceAll(/ON (accounts|entries)/g, 'ON public.$1')
    .replaceAll('ledger_touch', 'public.ledger_touch');
  const head = `SET statement_timeout = '60s'; SET DateStyle = 'SQL, DMY'; SET TimeZone = 'Asia/Tokyo';
    SELECT pg_catalog.set_config('search_path', '', false);\nSET statement_timeout = 0;\n`;
  await run(url, { model, ddl: `${head}${qualified}` });
});

test('DDL that makes none of the tables is told', async () => {
  const url = await server.newDatabase();
  assert.match(await refusal(url, { ...ledger(), ddl: 'SELECT 1;' }), /accounts: there is no such table/);
});

test('one run at a time: the second one names the first', async () => {
  const url = await server.newDatabase();
  const loaded = await scenario({ streamPhase }, ledger());
  const first = await Database.open(url, loaded.scenario, loaded.model, 'the-first');
  const before = await objects(url);
  const said = await refusal(url, ledger(), 'create');
  assert.match(
    said,
    /another run uses schema public of this database: "alimentador the-first" \(server process \d+, from 127\.0\.0\.1/,
  );
  assert.deepEqual(await objects(url), before);
  const elsewhere = await Database.open(await server.newDatabase(), loaded.scenario, loaded.model, 'elsewhere');
  await elsewhere.close();
  await first.close();
  await run(url, ledger());
});

test('a role without privileges that owns the database can run everything', async () => {
  const url = await server.newDatabase();
  const name = new URL(url).pathname.slice(1);
  await server.ask(url, `CREATE ROLE plain LOGIN PASSWORD 'plain' NOSUPERUSER; ALTER DATABASE ${name} OWNER TO plain`);
  const asPlain = Object.assign(new URL(url), { username: 'plain', password: 'plain' }).href;
  for (const model of ['hospital', 'shop']) {
    const loaded = await scenario({ model, seedPhase: { scale: 0.02 }, streamPhase });
    assertPassed(await runOn(asPlain, loaded));
    assertPassed(await runOn(asPlain, loaded));
  }
});

test('a role that may create and nothing else can run, the state check included', async () => {
  const url = await server.newDatabase();
  const name = new URL(url).pathname.slice(1);
  await server.ask(
    url,
    `CREATE ROLE guest LOGIN PASSWORD 'guest' NOSUPERUSER NOREPLICATION;
     GRANT CREATE ON DATABASE ${name} TO guest; GRANT CREATE ON SCHEMA public TO guest`,
  );
  const asGuest = Object.assign(new URL(url), { username: 'guest', password: 'guest' }).href;
  assertPassed(await runOn(asGuest, await scenario({ model: 'shop', seedPhase: { scale: 0.1 }, streamPhase })));
});

test('a role without rights is told what it lacks', async () => {
  const url = await server.newDatabase();
  await server.ask(url, "CREATE ROLE nobody_here LOGIN PASSWORD 'x' NOSUPERUSER");
  const asNobody = Object.assign(new URL(url), { username: 'nobody_here', password: 'x' }).href;
  assert.match(
    await refusal(asNobody, ledger()),
    /schema\.sql.*: permission denied for schema public \(.*rights it needs\)/,
  );
  await server.ask(url, ledger().ddl);
  assert.match(await refusal(asNobody, ledger(), 'keep'), /permission denied for table accounts/);
});

test('keys and values that the server insists on making itself', async () => {
  const url = await server.newDatabase();
  const { ddl, model } = ledger();
  const always = ddl.replace('id BIGSERIAL PRIMARY KEY', 'id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY');
  await run(url, {
    model,
    ddl: `${always} ALTER TABLE entries ADD twice integer GENERATED ALWAYS AS (amount * 2) STORED;`,
  });
});
