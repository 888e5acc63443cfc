import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadedScenario } from '../../src/scenario/load-scenario.ts';
import { CannotRun } from '../../src/shared/errors.ts';
import { Database } from '../../src/postgres/database.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const server = fileServer();
const publication = 'CREATE PUBLICATION ledger_pub FOR TABLE accounts, entries;';

/** What opening does to the database, without a run. */
async function open(url: string, loaded: LoadedScenario, prepare?: 'create' | 'truncate' | 'keep'): Promise<void> {
  const chosen = { ...loaded.scenario, database: { ...loaded.scenario.database, prepare } };
  const database = await Database.open(url, chosen, loaded.model, 'test');
  await database.close();
}

async function cannot(doing: Promise<unknown>, ...words: RegExp[]): Promise<void> {
  await assert.rejects(doing, (error: unknown) => {
    assert.ok(error instanceof CannotRun, String(error));
    for (const word of words) assert.match(`${error.message} ${error.hint}`, word);
    return true;
  });
}

const one = async (url: string, sql: string): Promise<unknown> =>
  Object.values((await server.ask(url, sql))[0] ?? {})[0];
const oids = (url: string): Promise<unknown> =>
  one(url, "SELECT array_agg(oid::text ORDER BY relname) FROM pg_class WHERE relname IN ('accounts', 'entries')");
const publicationOid = (url: string): Promise<unknown> => one(url, 'SELECT min(oid::text) FROM pg_publication');

test('by default the tool empties its own unchanged tables: a live publication survives', async () => {
  const url = await server.newDatabase();
  const loaded = await scenario({}, ledger({ ddl: publication }));
  assertPassed(await runOn(url, loaded));
  const [tables, published] = [await oids(url), await publicationOid(url)];
  assertPassed(await runOn(url, loaded));
  assert.deepEqual([await oids(url), await publicationOid(url)], [tables, published]);
  assert.equal(typeof published, 'string');
  await open(url, loaded);
  assert.equal(await one(url, 'SELECT count(*)::int FROM entries'), 0);
});

test('create makes them anew, and so does another DDL', async () => {
  const url = await server.newDatabase();
  await open(url, await scenario({}, ledger({ ddl: publication })));
  const first = await oids(url);
  await open(url, await scenario({}, ledger({ ddl: publication })), 'create');
  const second = await oids(url);
  assert.notDeepEqual(second, first);
  await open(url, await scenario({}, ledger({ ddl: `${publication} CREATE INDEX ON entries (amount);` })));
  assert.notDeepEqual(await oids(url), second);
  assert.equal(await one(url, 'SELECT count(*)::int FROM pg_publication'), 1);
});

test('truncate needs the tables, keep needs them empty', async () => {
  const url = await server.newDatabase();
  const loaded = await scenario({}, ledger());
  await cannot(open(url, loaded, 'truncate'), /accounts, entries do not exist/, /prepare: create/);
  await open(url, loaded);
  await open(url, loaded, 'keep');
  await server.ask(url, "INSERT INTO accounts (owner, balance) VALUES ('x', 1)");
  await cannot(open(url, loaded, 'keep'), /hold rows: accounts/);
  assert.equal(await one(url, 'SELECT count(*)::int FROM accounts'), 1);
});

test('tables that somebody else made are named and left alone, also by create', async () => {
  const url = await server.newDatabase();
  const loaded = await scenario({}, ledger());
  await server.ask(url, 'CREATE TABLE entries (id int); INSERT INTO entries VALUES (1)');
  for (const prepare of [undefined, 'create', 'truncate'] as const) {
    await cannot(open(url, loaded, prepare), /not made by alimentador/, /entries/);
  }
  assert.equal(await one(url, 'SELECT count(*)::int FROM entries'), 1);
  assert.equal(await one(url, "SELECT to_regclass('accounts')"), null);
});

test('a publication of the same name that somebody else made stops the run, and nothing is left behind', async () => {
  const url = await server.newDatabase();
  await server.ask(url, 'CREATE PUBLICATION ledger_pub');
  await cannot(open(url, await scenario({}, ledger({ ddl: publication }))), /"ledger_pub" already exists/, /rename/);
  assert.equal(await one(url, "SELECT to_regclass('accounts')"), null);
});

test('tables of another model are left alone', async () => {
  const url = await server.newDatabase();
  await server.ask(url, 'CREATE SCHEMA elsewhere');
  await open(url, await scenario({ model: 'shop' }));
  await open(url, await scenario({}, ledger()), 'create');
  await open(url, await scenario({}, ledger()), 'create');
  assert.notEqual(await one(url, "SELECT to_regclass('products')::text"), null);
  assert.notEqual(await one(url, "SELECT to_regclass('accounts')::text"), null);
});

test('DDL with an error is said with its file, and nothing is left behind', async () => {
  const url = await server.newDatabase();
  await cannot(open(url, await scenario({}, ledger({ ddl: 'CREATE TABEL x ();' }))), /schema\.sql/, /syntax error/);
  assert.equal(await one(url, "SELECT to_regclass('accounts')"), null);
});

test('tables that do not fit the model are refused with every column that is wrong', async () => {
  const url = await server.newDatabase();
  const ddl = 'ALTER TABLE accounts RENAME owner TO ownr; ALTER TABLE entries ADD note TEXT NOT NULL;';
  await cannot(
    open(url, await scenario({}, ledger({ ddl }))),
    /accounts\.owner: there is no such column \(did you mean "ownr"\?\)/,
    /accounts\.ownr: is NOT NULL without a default/,
    /entries\.note: is NOT NULL without a default/,
  );
});

test('one run at a time: the second is told who is there', async () => {
  const url = await server.newDatabase();
  const loaded = await scenario({}, ledger());
  const first = await Database.open(url, loaded.scenario, loaded.model, 'the-first');
  await cannot(open(url, loaded), /another run uses this database/, /alimentador the-first/, /server process \d+/);
  await first.close();
  await open(url, loaded);
});

test('a role without any privilege but to create can run, the state check included', async () => {
  const url = await server.newDatabase();
  const database = new URL(url).pathname.slice(1);
  await server.ask(
    url,
    `CREATE ROLE plain LOGIN PASSWORD 'plain' NOSUPERUSER NOREPLICATION;
     GRANT CREATE ON DATABASE ${database} TO plain; GRANT CREATE ON SCHEMA public TO plain`,
  );
  const own = new URL(url);
  own.username = 'plain';
  own.password = 'plain';
  assertPassed(await runOn(own.href, await scenario({ model: 'shop', seedPhase: { scale: 0.1 } })));
});
