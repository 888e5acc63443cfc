import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { runChecks } from '../../src/observe/checks.ts';
import { readOnlyQuery } from '../../src/postgres/read-only-query.ts';
import type { CheckResult } from '../../src/report/report.generated.ts';
import type { Check } from '../../src/scenario/scenario.ts';
import { fileServer } from '../helpers/file-server.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const server = fileServer();

async function result(
  url: string,
  check: Pick<Check, 'expect'> & { sql: string; is?: string },
  limitMs = 30_000,
): Promise<CheckResult> {
  const query = readOnlyQuery(await server.session(url), limitMs);
  const [only] = await runChecks([{ name: 'it', origin: 'scenario', ...check } as Check], query);
  return only!;
}

describe('single checks', () => {
  let url: string;
  before(async () => {
    url = await server.newDatabase();
    await server.ask(
      url,
      'CREATE TABLE t (id int, note text); INSERT INTO t SELECT n, NULL FROM generate_series(1, 30) n',
    );
  });
  const noRows = (sql: string, limitMs?: number): Promise<CheckResult> =>
    result(url, { expect: 'noRows', sql }, limitMs);
  const value = (sql: string, is: string): Promise<CheckResult> => result(url, { expect: 'value', sql, is });

  test('no rows', async () => {
    const { passed, actual, rows } = await noRows('SELECT * FROM t WHERE id < 0;  ');
    assert.deepEqual({ passed, actual, rows }, { passed: true, actual: 'no rows', rows: [] });
  });

  test('offending rows are shown as texts', async () => {
    const { passed, actual, rows } = await noRows(
      'SELECT id, note, true AS yes FROM t WHERE id < 3 ORDER BY id -- last',
    );
    assert.deepEqual([passed, actual], [false, '2 rows']);
    assert.deepEqual(
      rows.map(row => ({ ...row })),
      [1, 2].map(id => ({ id: String(id), note: null, yes: 't' })),
    );
  });

  test('of more than twenty rows twenty are kept', async () => {
    const { passed, actual, rows } = await noRows('SELECT id FROM t');
    assert.deepEqual([passed, actual, rows.length], [false, 'more than 20 rows', 20]);
    assert.equal((await noRows('SELECT id FROM t WHERE id <= 20')).actual, '20 rows');
  });

  for (const [is, passed] of [
    ['> 29', true],
    ['> 30', false],
    ['== 30', true],
    ['!= 30', false],
    ['<= 30 && value > 1', true],
  ] as const) {
    test(`a value: 30 ${is}`, async () => {
      const found = await value('SELECT count(*) FROM t', is);
      assert.deepEqual([found.passed, found.actual, found.error], [passed, '30', null]);
    });
  }

  test('a text', async () => {
    assert.equal((await value("SELECT 'done'", "== 'done'")).passed, true);
    assert.equal((await value("SELECT 'done'", "== 'open'")).passed, false);
  });

  for (const [what, sql, error] of [
    ['NULL', 'SELECT NULL', /the value is NULL/],
    ['no row', 'SELECT 1 WHERE false', /one row with one column/],
    ['two rows', 'SELECT id FROM t LIMIT 2', /one row with one column/],
    ['two columns', 'SELECT 1 AS a, 2 AS b', /one row with one column/],
    ['a text that is compared with a number', "SELECT 'x'", /cannot be compared/],
  ] as const) {
    test(`a value that is none: ${what}`, async () => {
      const found = await value(sql, '> 1');
      assert.equal(found.passed, false);
      assert.match(found.error!, error);
    });
  }

  for (const [what, sql] of [
    ['INSERT', 'INSERT INTO t VALUES (99) RETURNING id'],
    ['a second statement', 'SELECT 1 WHERE false; DROP TABLE t'],
    ['a commit before a second statement', 'SELECT 1; COMMIT; DROP TABLE t'],
    ['a function that writes', 'SELECT * FROM write_it()'],
    ['DDL', 'DROP TABLE t'],
  ] as const) {
    test(`writing is refused: ${what}`, async () => {
      await server.ask(
        url,
        "CREATE OR REPLACE FUNCTION write_it() RETURNS int LANGUAGE sql AS 'INSERT INTO t VALUES (99) RETURNING id'",
      );
      const found = await noRows(sql);
      assert.equal(found.passed, false);
      assert.notEqual(found.error, null);
      assert.deepEqual(await server.ask(url, 'SELECT count(*)::int AS rows FROM t'), [{ rows: 30 }]);
    });
  }

  test('a check that takes too long or is no SQL fails and says why; the next one runs', async () => {
    const query = readOnlyQuery(await server.session(url), 200);
    const slow = { name: 'slow', origin: 'scenario', expect: 'noRows', sql: 'SELECT pg_sleep(60)' } as const;
    const broken = { ...slow, name: 'broken', sql: 'SELEC 1' };
    const fine = { ...slow, name: 'fine', sql: 'SELECT 1 WHERE false' };
    const found = await runChecks([slow, broken, fine], query);
    assert.deepEqual(
      found.map(each => each.passed),
      [false, false, true],
    );
    assert.match(found[0]!.error!, /statement timeout/);
    assert.match(found[1]!.error!, /syntax error/);
  });
});

/** For each check of the hospital, by a word of its name, how its rule is broken. */
const breaches: [RegExp, string][] = [
  [/appointment has an existing patient/, 'UPDATE consultas SET paciente_id = -1 WHERE id = 1'],
  [/appointment has an existing doctor/, 'UPDATE consultas SET medico_id = -1 WHERE id = 1'],
  [/exam has an existing patient/, 'UPDATE exames SET paciente_id = -1 WHERE id = 1'],
  [/exam has an existing doctor/, 'UPDATE exames SET medico_id = -1 WHERE id = 1'],
  [/admission has an existing patient/, 'UPDATE internacoes SET paciente_id = -1 WHERE id = 1'],
  [/admission has an existing doctor/, 'UPDATE internacoes SET medico_id = -1 WHERE id = 1'],
  [/insurance has an existing patient/, 'UPDATE pacientes_convenios SET paciente_id = -1 WHERE id = 1'],
  [/insurance has an existing insurer/, 'UPDATE pacientes_convenios SET convenio_id = -1 WHERE id = 1'],
  [/No two patients share a CPF/, "UPDATE pacientes SET cpf = 'x' WHERE id < 3"],
  [/No two doctors share a CRM/, "UPDATE medicos SET crm = 'x' WHERE id < 3"],
  [/No two insurers share a CNPJ/, "UPDATE convenios SET cnpj = 'x' WHERE id < 3"],
  [/same insurer twice/, 'UPDATE pacientes_convenios SET paciente_id = 1, convenio_id = 1 WHERE id < 3'],
  [
    /discharged before being admitted/,
    "UPDATE internacoes SET data_alta = data_admissao - interval '1 s' WHERE id = 1",
  ],
  [
    /dated before the exam/,
    "UPDATE exames SET resultado = 'x', data_resultado = data_exame - interval '1 s' WHERE id = 1",
  ],
  [/together or neither/, "UPDATE exames SET resultado = 'x', data_resultado = NULL WHERE id = 1"],
  [/No appointment is before/, "UPDATE consultas SET data_hora = '1800-01-01' WHERE id = 1"],
  [/No exam is before/, "UPDATE exames SET data_exame = '1800-01-01' WHERE id = 1"],
  [/No admission is before/, "UPDATE internacoes SET data_admissao = '1800-01-01' WHERE id = 1"],
  [/registered before being born/, "UPDATE pacientes SET data_cadastro = '1800-01-01' WHERE id = 1"],
  [/created after its last update/, "UPDATE medicos SET created_at = updated_at + interval '1 s' WHERE id = 1"],
];

describe('every check of the hospital finds what it is there for', () => {
  let url: string;
  let checks: readonly Check[];
  before(async () => {
    const loaded = await scenario();
    url = await server.newDatabase();
    assertPassed(await runOn(url, loaded));
    checks = loaded.scenario.checks;
    await server.ask(
      url,
      `ALTER TABLE pacientes DROP CONSTRAINT pacientes_cpf_key; ALTER TABLE medicos DROP CONSTRAINT medicos_crm_key;
       ALTER TABLE convenios DROP CONSTRAINT convenios_cnpj_key;
       ALTER TABLE pacientes_convenios DROP CONSTRAINT pacientes_convenios_paciente_id_convenio_id_key`,
    );
  });

  test('there is a breach for each', () => {
    assert.equal(checks.length, breaches.length);
    for (const [name] of breaches) assert.equal(checks.filter(check => name.test(check.name)).length, 1, String(name));
  });

  for (const [name, breach] of breaches) {
    test(String(name), async () => {
      const copy = await server.newDatabase(url);
      await server.ask(copy, `SET session_replication_role = replica; ${breach}`);
      const found = await runChecks(checks, readOnlyQuery(await server.session(copy), 30_000));
      assert.equal(found.find(each => name.test(each.name))!.passed, false);
      assert.ok(found.filter(each => !each.passed).length <= 2, 'and hardly anything else');
    });
  }
});
