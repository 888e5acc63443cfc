import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { runChecks } from '../../src/observe/checks.ts';
import { readOnlyQuery } from '../../src/postgres/read-only-query.ts';
import type { CheckResult } from '../../src/report/report.generated.ts';
import type { Check } from '../../src/scenario/scenario.ts';
import { fileServer } from '../helpers/file-server.ts';

const server = fileServer();
let url: string;
before(async () => {
  url = await server.newDatabase();
  await server.ask(
    url,
    `CREATE TABLE things (id integer PRIMARY KEY, name text);
     INSERT INTO things SELECT n, 'thing ' || n FROM generate_series(1, 30) AS n;
     CREATE FUNCTION writes() RETURNS integer LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO things VALUES (99, 'written'); RETURN 1; END $$;
     CREATE SEQUENCE numbers`,
  );
});

type Asked = { readonly noRows: string } | { readonly value: string; readonly is: string };

async function check(asked: Asked, timeLimitMs = 10_000): Promise<CheckResult> {
  const common = { name: 'a check', origin: 'scenario', on: ['source'] } as const;
  const one: Check =
    'noRows' in asked
      ? { ...common, sql: asked.noRows, expect: 'noRows' }
      : { ...common, sql: asked.value, expect: 'value', is: asked.is };
  const client = await server.session(url);
  const {
    results: [result, next],
  } = await runChecks(
    [one, { ...common, sql: 'SELECT 1', expect: 'value', is: '== 1' }],
    new Map([['source', readOnlyQuery(client, timeLimitMs)]]),
  );
  assert.equal(next!.passed, true, `after it the session is of no use: ${next!.error}`);
  assert.deepEqual(await server.ask(url, 'SELECT count(*) AS count FROM things'), [{ count: '30' }]);
  return result!;
}

const kept = (result: CheckResult) => [result.passed, result.actual, result.error];

test('no rows where none are expected', async () => {
  const sql = 'SELECT id FROM things WHERE id > 30';
  assert.deepEqual(await check({ noRows: sql }), {
    name: 'a check',
    origin: 'scenario',
    on: 'source',
    sql,
    expected: 'no rows',
    actual: 'no rows',
    passed: true,
    error: null,
    rows: [],
  });
});

test('offending rows are shown, as texts', async () => {
  const result = await check({
    noRows: "SELECT id, name, NULL AS nothing, DATE '2024-02-01' AS day, TRUE AS yes FROM things WHERE id = 7",
  });
  assert.deepEqual(kept(result), [false, '1 row', null]);
  assert.deepEqual(result.rows, [{ id: '7', name: 'thing 7', nothing: null, day: '2024-02-01', yes: 't' }]);
});

test('twenty rows are counted, of more twenty are kept', async () => {
  const sql = (count: number): string => `SELECT id FROM things ORDER BY id LIMIT ${count}`;
  const twenty = await check({ noRows: sql(20) });
  assert.deepEqual([...kept(twenty), twenty.rows.length], [false, '20 rows', null, 20]);
  const more = await check({ noRows: sql(21) });
  assert.deepEqual([...kept(more), more.rows.length], [false, 'more than 20 rows', null, 20]);
  assert.deepEqual(more.rows.at(-1), { id: '20' });
});

test('columns that share a name are all shown', async () => {
  const result = await check({ noRows: 'SELECT 1, 2, 3 AS x, 4 AS x' });
  assert.deepEqual(Object.values(result.rows[0]!), ['1', '2', '3', '4']);
});

const comparisons: readonly (readonly [string, string, boolean])[] = [
  ['SELECT count(*) FROM things', '== 30', true],
  ['SELECT count(*) FROM things', '> 30', false],
  ['SELECT count(*) FROM things', '>= 30', true],
  ['SELECT count(*) FROM things', '!= 30', false],
  ['SELECT -1.50', '< 0', true],
  ['SELECT -1.50', '== -1.5', true],
  ['SELECT 1e3::float8', '== 1000', true],
  ['SELECT 10::numeric / 4', '== 5 / 2', true],
  ["SELECT 'seven'", '== "seven"', true],
  ['SELECT name FROM things WHERE id = 7 -- a comment', '!= "thing 7"', false],
  ['SELECT count(*) FROM things;', '== 30', true],
  ['SELECT count(*) FROM things ; ', '> 10 && value < 40', true],
];
for (const [value, is, passed] of comparisons) {
  test(`${value} ${is}: ${passed ? 'passed' : 'failed'}`, async () => {
    const result = await check({ value, is });
    assert.deepEqual([result.passed, result.error, result.expected], [passed, null, `one value ${is}`]);
    assert.deepEqual(result.rows.length, passed ? 0 : 1);
  });
}

const notAnswered: readonly (readonly [string, Asked, RegExp])[] = [
  ['NULL', { value: 'SELECT max(id) FROM things WHERE id > 99', is: '> 0' }, /^the value is NULL$/],
  ['no row', { value: 'SELECT id FROM things WHERE id > 99', is: '> 0' }, /expected, not none$/],
  ['two rows', { value: 'SELECT id FROM things WHERE id < 3', is: '> 0' }, /expected, not 2 rows with 1 column$/],
  ['two columns', { value: 'SELECT 1, 2', is: '> 0' }, /expected, not 1 row with 2 columns$/],
  ['a text compared with a number', { value: "SELECT 'x'", is: '> 0' }, /string and number cannot be compared/],
  ['broken SQL', { noRows: 'SELEC 1' }, /syntax error at or near "SELEC"/],
  ['a table that is not there', { noRows: 'SELECT * FROM nothing' }, /relation "nothing" does not exist/],
  ['a division by zero on the way', { noRows: 'SELECT 1 / (id - 5) FROM things' }, /division by zero/],
  ['an INSERT', { noRows: "INSERT INTO things VALUES (99, 'x') RETURNING id" }, /syntax error at or near "INSERT"/],
  [
    'a writing WITH',
    { noRows: 'WITH w AS (DELETE FROM things RETURNING id) SELECT * FROM w' },
    /DECLARE CURSOR must not contain data-modifying/,
  ],
  ['a second statement', { noRows: 'SELECT 1; DROP TABLE things' }, /cannot insert multiple commands/],
  [
    'a second statement behind a COMMIT',
    { noRows: 'SELECT 1; COMMIT; DROP TABLE things' },
    /cannot insert multiple commands/,
  ],
  ['a function that writes', { noRows: 'SELECT writes()' }, /cannot execute INSERT in a read-only transaction/],
  [
    'a sequence that moves',
    { noRows: "SELECT nextval('numbers')" },
    /cannot execute nextval\(\) in a read-only transaction/,
  ],
  [
    'a query that makes itself able to write',
    { noRows: "SELECT set_config('transaction_read_only', 'off', true), writes()" },
    /read-write mode must be set before any query/,
  ],
  ['COPY to a program', { noRows: "COPY things TO PROGRAM 'cat'" }, /syntax error at or near "COPY"/],
  ['nothing but a comment', { noRows: '-- nothing' }, /syntax error at end of input/],
  ['a row lock', { noRows: 'SELECT * FROM things FOR UPDATE' }, /read-only transaction|FOR UPDATE/],
];
for (const [name, asked, error] of notAnswered) {
  test(`${name}: fails and says why`, async () => {
    const result = await check(asked);
    assert.deepEqual([result.passed, result.actual, result.rows], [false, null, []]);
    assert.match(result.error!, error);
  });
}

test('a check that takes too long fails, also where rows come slowly', async () => {
  const never = await check({ noRows: 'SELECT pg_sleep(60)' }, 200);
  assert.match(never.error!, /canceling statement due to statement timeout/);
  const slowly = await check({ noRows: 'SELECT id, pg_sleep(0.05) FROM things' }, 200);
  assert.match(slowly.error!, /canceling statement due to statement timeout/);
});

test('a query of endless rows costs no more than the first of them', async () => {
  const result = await check({
    noRows: 'WITH RECURSIVE n AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM n) SELECT * FROM n',
  });
  assert.equal(result.actual, 'more than 20 rows');
});

test('checks of a lost connection fail one by one, without an exception', async () => {
  const client = await server.session(url);
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await server.ask(url, `SELECT pg_terminate_backend(${rows[0]!.pid})`);
  const one: Check = { name: 'a', origin: 'model', on: ['source'], sql: 'SELECT 1', expect: 'noRows' };
  const places = new Map([['source', readOnlyQuery(client, 1_000)]]);
  const { results } = await runChecks([one, { ...one, name: 'b' }], places);
  assert.deepEqual(
    results.map(({ passed }) => passed),
    [false, false],
  );
});
