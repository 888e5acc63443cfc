import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Database } from '../../src/postgres/database.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const server = fileServer();
const streamPhase = { operations: 40, interval: '0ms' };
const hospital = { model: 'hospital', seedPhase: { scale: 0.02 }, streamPhase };

/** Objects of schemas (and publications) with oids and comments: what stays the same was left alone. */
async function objects(url: string, schema: string): Promise<string[]> {
  const rows = await server.ask(
    url,
    `SELECT 'relation' AS kind, c.oid, relname AS name, obj_description(c.oid, 'pg_class') AS comment
       FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = '${schema}' AND relkind IN ('r', 'v')
     UNION ALL SELECT 'publication', p.oid, pubname, obj_description(p.oid, 'pg_publication')
       FROM pg_publication p JOIN pg_publication_tables t USING (pubname) WHERE t.schemaname = '${schema}'
     UNION SELECT 'schema', oid, nspname, obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = '${schema}'
     ORDER BY 1, 3`,
  );
  return rows.map(row => Object.values(row).join(' '));
}

async function publications(url: string): Promise<unknown[]> {
  const rows = await server.ask(
    url,
    'SELECT pubname, schemaname, count(*) FROM pg_publication_tables GROUP BY 1, 2 ORDER BY 1',
  );
  return rows.map(row => Object.values(row).join(' '));
}

test('bundled models stand side by side in schemas of one database, each with its publication', async () => {
  const url = await server.newDatabase();
  for (const schema of ['public', 'ci_1', 'ci_2']) {
    for (const model of ['hospital', 'shop']) {
      assertPassed(await runOn(url, await scenario({ ...hospital, model, database: { schema } })));
    }
  }
  assert.deepEqual(await publications(url), [
    'alimentador_pub public 7',
    'alimentador_pub_ci_1 ci_1 7',
    'alimentador_pub_ci_2 ci_2 7',
    'alimentador_shop_pub public 4',
    'alimentador_shop_pub_ci_1 ci_1 4',
    'alimentador_shop_pub_ci_2 ci_2 4',
  ]);
});

test('making one schema anew leaves the others alone, and only what is ours is marked', async () => {
  const url = await server.newDatabase();
  await server.ask(url, 'CREATE SCHEMA theirs');
  for (const schema of ['public', 'ours', 'theirs'])
    assertPassed(await runOn(url, await scenario({ ...hospital, database: { schema } })));
  const before = { public: await objects(url, 'public'), theirs: await objects(url, 'theirs') };
  const ours = await objects(url, 'ours');
  assert.match(
    ours.find(line => line.startsWith('schema'))!,
    /ours made by alimentador$/,
  );
  assert.match(
    before.theirs.find(line => line.startsWith('schema'))!,
    /theirs $/,
  );
  assert.equal(ours.filter(line => /DDL [0-9a-f]{16}, schema ours$/.test(line)).length, 8);
  assertPassed(await runOn(url, await scenario({ ...hospital, database: { schema: 'ours', prepare: 'create' } })));
  assert.deepEqual({ public: await objects(url, 'public'), theirs: await objects(url, 'theirs') }, before);
  const after = await objects(url, 'ours');
  assert.equal(after.length, ours.length);
  assert.deepEqual(
    after.filter(line => ours.includes(line)).map(line => line.split(' ')[0]),
    ['schema'],
  );
});

for (const schema of ['Wide Schema', 'with "quotes"', "it's", 'a.b', 'çãé', 'select', '%I', 'x'.repeat(63)]) {
  test(`a schema called ${schema}`, async () => {
    const url = await server.newDatabase();
    const database = { schema };
    assertPassed(await runOn(url, await scenario({ ...hospital, model: 'shop', database })));
    assertPassed(await runOn(url, await scenario({ ...hospital, model: 'shop', database })));
    assertPassed(
      await runOn(url, await scenario({ ...hospital, model: 'shop', database: { schema, prepare: 'create' } })),
    );
    const [found] = await server.ask(
      url,
      "SELECT schemaname, count(*) FROM pg_tables WHERE tablename = 'orders' GROUP BY 1",
    );
    assert.deepEqual(found, { schemaname: schema, count: '1' });
  });
}

for (const [schema, reason] of [
  ['pg_mine', /one of PostgreSQL's own schemas/],
  ['information_schema', /one of PostgreSQL's own schemas/],
  ['$user', /stands for the name of the user/],
  ['alimentador', /is the schema of the tool itself/],
  ['é'.repeat(32), /more than 63 bytes/],
  ['', /database\.schema|schema/],
] as const) {
  test(`a schema called "${schema}" is refused by name`, async () => {
    await assert.rejects(scenario({ ...hospital, database: { schema } }), reason);
  });
}

test('two runs at a time in two schemas of one database both pass', async () => {
  const url = await server.newDatabase();
  const loaded = await Promise.all(
    ['left', 'right'].map(schema =>
      scenario({ ...hospital, streamPhase: { operations: 1_000, interval: '0ms' }, database: { schema } }),
    ),
  );
  const runs = Promise.all(loaded.map((each, place) => runOn(url, each, { runId: `run-${place}` })));
  const progress = { isOver: false };
  void runs.finally(() => (progress.isOver = true));
  const locks = "SELECT count(*) AS held FROM pg_locks WHERE locktype = 'advisory' AND classid = 1095911753";
  let heldMax = 0;
  while (!progress.isOver) heldMax = Math.max(heldMax, Number((await server.ask(url, locks))[0]!['held']));
  for (const result of await runs) assertPassed(result);
  assert.equal(heldMax, 2, 'both were under way at once');
});

test('never two in one schema: the second names the first, and another schema is free', async () => {
  const url = await server.newDatabase();
  const open = async (schema: string, runId: string): Promise<Database> => {
    const { scenario: each, model } = await scenario({ streamPhase, database: { schema } }, ledger());
    return Database.open(url, each, model, runId);
  };
  const first = await open('one', 'the-first');
  await assert.rejects(
    open('one', 'late'),
    /another run uses schema one of this database: "alimentador the-first" \(server process \d+, from 127/,
  );
  const second = await open('two', 'the-second');
  await assert.rejects(open('two', 'late'), /another run uses schema two of this database: "alimentador the-second"/);
  await first.close();
  await second.close();
});

test('another role is told of the run that it cannot look into', async () => {
  const url = await server.newDatabase();
  const name = new URL(url).pathname.slice(1);
  await server.ask(url, `CREATE ROLE other LOGIN PASSWORD 'x'; GRANT CREATE ON DATABASE ${name} TO other`);
  const { scenario: each, model } = await scenario({ streamPhase, database: { schema: 'one' } }, ledger());
  const first = await Database.open(url, each, model, 'the-first');
  const asOther = Object.assign(new URL(url), { username: 'other', password: 'x' }).href;
  await assert.rejects(
    Database.open(asOther, each, model, 'late'),
    /another run uses schema one of this database: "alimentador the-first" \(server process \d+\)$/,
  );
  await first.close();
});

test("a user's publication that names no schema collides in words, and nothing is left behind", async () => {
  const url = await server.newDatabase();
  const model = ledger({ ddl: 'CREATE PUBLICATION ledger_pub FOR TABLE accounts, entries;' });
  assertPassed(await runOn(url, await scenario({ streamPhase }, model)));
  const before = await objects(url, 'public');
  const { report } = await runOn(url, await scenario({ streamPhase, database: { schema: 'second' } }, model));
  assert.match(
    report.reasons.join(),
    /publication "ledger_pub" already exists .*let the DDL make the name from current_schema\(\)/,
  );
  assert.deepEqual(await objects(url, 'public'), before);
  assert.deepEqual(await objects(url, 'second'), []);
});

test('DDL that names another schema is refused, and what it made there is taken back', async () => {
  const url = await server.newDatabase();
  const { ddl, model } = ledger();
  const elsewhere = ddl.replaceAll(/CREATE TABLE |REFERENCES | ON (?=accounts|entries)/g, '$&public.');
  const { report } = await runOn(
    url,
    await scenario({ streamPhase, database: { schema: 'mine' } }, { model, ddl: elsewhere }),
  );
  assert.match(report.reasons.join(), /accounts: there is no such table in schema mine after the DDL/);
  assert.deepEqual(
    [...(await objects(url, 'mine')), ...(await objects(url, 'public'))].filter(line => !line.startsWith('schema')),
    [],
  );
});

test('keep and truncate in a schema that is not there say so', async () => {
  const url = await server.newDatabase();
  for (const [prepare, reason] of [
    ['keep', /accounts: there is no such table/],
    ['truncate', /nothing to truncate: accounts, entries do not exist/],
  ] as const) {
    const { report } = await runOn(
      url,
      await scenario({ streamPhase, database: { schema: 'gone', prepare } }, ledger()),
    );
    assert.match(report.reasons.join(), reason);
  }
  assert.deepEqual(await objects(url, 'gone'), []);
});
