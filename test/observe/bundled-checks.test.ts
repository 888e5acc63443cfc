import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { before, test } from 'node:test';
import type pg from 'pg';
import { runChecks } from '../../src/observe/checks.ts';
import type { Check } from '../../src/scenario/scenario.ts';
import { packageFile } from '../../src/shared/package-file.ts';
import { fileServer } from '../helpers/file-server.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const server = fileServer();

const orphan = (table: string, column: string): string => `UPDATE ${table} SET ${column} = 999999 WHERE id = 3`;
const beforeBirth = (table: string, column: string): string =>
  `UPDATE ${table} AS t SET ${column} = p.nascimento - interval '1 s' FROM pacientes p WHERE p.id = t.paciente_id AND t.id = 3`;
const twice = (table: string, column: string): string =>
  `ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_key; UPDATE ${table} SET ${column} = (SELECT ${column} FROM ${table} WHERE id = 3) WHERE id = 4`;

/** The smallest harm that each bundled check must notice, by its file; foreign keys and triggers are off. */
const harms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hospital: {
    'consultas-antes-do-nascimento': beforeBirth('consultas', 'data_hora'),
    'consultas-sem-medico': orphan('consultas', 'medico_id'),
    'consultas-sem-paciente': orphan('consultas', 'paciente_id'),
    'convenios-cnpj-repetido': twice('convenios', 'cnpj'),
    'criacao-depois-da-atualizacao': `UPDATE internacoes SET created_at = updated_at + interval '1 us' WHERE id = 3`,
    'exames-antes-do-nascimento': beforeBirth('exames', 'data_exame'),
    'exames-resultado-antes-do-exame': `UPDATE exames SET data_resultado = data_exame - interval '1 s' WHERE id = (SELECT min(id) FROM exames WHERE resultado IS NOT NULL)`,
    'exames-resultado-incompleto': `UPDATE exames SET data_resultado = NULL WHERE id = (SELECT min(id) FROM exames WHERE resultado IS NOT NULL)`,
    'exames-sem-medico': orphan('exames', 'medico_id'),
    'exames-sem-paciente': orphan('exames', 'paciente_id'),
    'internacoes-alta-antes-da-admissao': `UPDATE internacoes SET data_alta = data_admissao - interval '1 s' WHERE id = (SELECT min(id) FROM internacoes WHERE data_alta IS NOT NULL)`,
    'internacoes-antes-do-nascimento': beforeBirth('internacoes', 'data_admissao'),
    'internacoes-sem-medico': orphan('internacoes', 'medico_id'),
    'internacoes-sem-paciente': orphan('internacoes', 'paciente_id'),
    'medicos-crm-repetido': twice('medicos', 'crm'),
    'pacientes-cadastro-antes-do-nascimento': `UPDATE pacientes SET data_cadastro = nascimento - interval '1 s' WHERE id = 3`,
    'pacientes-convenios-par-repetido': `ALTER TABLE pacientes_convenios DROP CONSTRAINT pacientes_convenios_paciente_id_convenio_id_key;
      UPDATE pacientes_convenios SET (paciente_id, convenio_id) = (SELECT paciente_id, convenio_id FROM pacientes_convenios WHERE id = 3) WHERE id = 4`,
    'pacientes-convenios-sem-convenio': orphan('pacientes_convenios', 'convenio_id'),
    'pacientes-convenios-sem-paciente': orphan('pacientes_convenios', 'paciente_id'),
    'pacientes-cpf-repetido': twice('pacientes', 'cpf'),
  },
  shop: {
    'favourites-rating-out-of-range':
      'UPDATE favourites SET rating = 6 WHERE ctid = (SELECT min(ctid) FROM favourites)',
    'favourites-without-customer': `UPDATE favourites SET customer_id = gen_random_uuid() WHERE ctid = (SELECT min(ctid) FROM favourites)`,
    'favourites-without-product': `UPDATE favourites SET product_id = 999999 WHERE ctid = (SELECT min(ctid) FROM favourites)`,
    'orders-cart-with-paid-at': `UPDATE orders SET paid_at = now() WHERE id = (SELECT min(id) FROM orders WHERE status = 'cart')`,
    'orders-paid-without-paid-at': `UPDATE orders SET paid_at = NULL WHERE id = (SELECT min(id) FROM orders WHERE status = 'paid')`,
    'orders-without-customer': 'UPDATE orders SET customer_id = gen_random_uuid() WHERE id = 3',
    'products-duplicate-sku': twice('products', 'sku'),
  },
};

for (const [model, byFile] of Object.entries(harms)) {
  const files = readdirSync(packageFile(`sql/${model}/checks`))
    .filter(name => name.endsWith('.sql'))
    .map(name => basename(name, '.sql'))
    .sort();
  let client: pg.Client;
  let checks: readonly Check[];
  before(async () => {
    const streamPhase = { operations: 300, interval: '0ms' };
    const loaded = await scenario({ model, seedPhase: { scale: 0.05 }, streamPhase });
    const url = await server.newDatabase();
    const result = await runOn(url, loaded);
    assertPassed(result);
    assert.equal(result.report.checks.length, files.length);
    checks = loaded.scenario.checks;
    client = await server.session(url);
  });

  test(`${model}: there is a harm for each of its checks`, () => {
    assert.deepEqual(Object.keys(byFile).sort(), files);
    assert.ok(files.length >= 5);
  });

  for (const [place, file] of files.entries()) {
    test(`${model}: ${file} notices its own harm and no other`, async () => {
      await client.query('SET session_replication_role = replica');
      await client.query('BEGIN');
      await client.query(byFile[file]!);
      // The harm is seen by this transaction only, so the checks run in it.
      const query = async (sql: string) => (await client.query<Record<string, string>>(sql)).rows;
      const { results } = await runChecks(checks, new Map([['source', query]]));
      await client.query('ROLLBACK');
      const failed = results.filter(({ passed }) => !passed);
      assert.deepEqual(
        failed.map(({ name }) => name),
        [checks[place]!.name],
      );
      assert.match(failed[0]!.actual!, /^[12] rows?$/);
    });
  }
}
