import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import type { Change } from '../../src/plan/operation.ts';
import { planOperations, summarisePlan } from '../../src/plan/plan.ts';
import { SeedRows } from '../../src/plan/seed-rows.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { packageFile } from '../../src/shared/package-file.ts';

async function volume5min(set: Readonly<Record<string, unknown>> = {}): Promise<Workload> {
  const overrides = Object.entries(set).map(([path, value]) => ({ path: path.split('.'), value, source: 'the test' }));
  const options = { environment: {}, overrides, allowLong: false };
  const { scenario, model } = await loadScenario(packageFile('scenarios/volume-5min.yaml'), options);
  return makeWorkload(scenario, model);
}

/** A row as far as the rules look at it: columns by name, and whether the stream inserted it. */
interface Row {
  readonly isSeeded: boolean;
  readonly values: Map<string, string | null>;
}

const looked: Readonly<Record<string, readonly string[]>> = {
  pacientes: ['nascimento', 'data_cadastro'],
  consultas: ['paciente_id', 'status', 'data_hora'],
  exames: ['paciente_id', 'data_exame', 'resultado', 'data_resultado'],
  internacoes: ['paciente_id', 'data_admissao', 'data_alta'],
};

type Rows = Readonly<Record<string, Map<number, Row>>>;

function seededRows(workload: Workload): Rows {
  const tables = Object.entries(looked).map(([name, columns]): [string, Map<number, Row>] => {
    const { table, volume } = workload.tables.find(each => each.table.name === name)!;
    const seedRows = new SeedRows(workload, table.index);
    const indexes = columns.map(column => table.columns.findIndex(each => each.name === column));
    const row = (rowNumber: number): Row => ({
      isSeeded: true,
      values: new Map(columns.map((column, place) => [column, seedRows.value(rowNumber, indexes[place]!)])),
    });
    return [name, new Map(Array.from({ length: volume }, (_, place) => [place + 1, row(place + 1)]))];
  });
  return Object.fromEntries(tables);
}

function apply(rows: Rows, workload: Workload, { step, rowNumber, columns, values }: Change): void {
  const { table } = workload.tables[step.table]!;
  const row = rows[table.name]!.get(rowNumber) ?? { isSeeded: false, values: new Map<string, string | null>() };
  for (const [place, column] of columns.entries()) row.values.set(table.columns[column]!.name, values[place]!);
  rows[table.name]!.set(rowNumber, row);
}

const statesAfter: Readonly<Record<string, readonly string[]>> = {
  agendada: ['confirmada', 'cancelada'],
  confirmada: ['realizada', 'cancelada'],
};

/** Times of the plan are texts that sort as they follow each other. */
function assertBefore(earlier: string, later: string, what: string): void {
  assert.ok(earlier < later, `${what}: ${earlier}, ${later}`);
}

/** What must hold of every row, whenever one looks. */
function assertRules(rows: Rows): void {
  const birth = (row: Row): string =>
    rows['pacientes']!.get(Number(row.values.get('paciente_id')))!.values.get('nascimento')!;
  for (const { values } of rows['pacientes']!.values())
    assertBefore(values.get('nascimento')!, values.get('data_cadastro')!, 'birth and registration');
  for (const row of rows['consultas']!.values())
    assertBefore(birth(row), row.values.get('data_hora')!, 'birth and appointment');
  for (const row of rows['exames']!.values()) {
    const [done, result, when] = ['data_exame', 'resultado', 'data_resultado'].map(column => row.values.get(column)!);
    assertBefore(birth(row), done!, 'birth and exam');
    assert.equal(result === null, when === null);
    if (when !== null) assertBefore(done!, when!, 'exam and result');
  }
  for (const row of rows['internacoes']!.values()) {
    const [from, to] = [row.values.get('data_admissao')!, row.values.get('data_alta')!];
    assertBefore(birth(row), from, 'birth and admission');
    if (to !== null) assertBefore(from, to, 'admission and discharge');
  }
}

/** Share of the seeded admissions that ended, in percent. */
function discharged(rows: Rows): number {
  const seeded = [...rows['internacoes']!.values()].filter(row => row.isSeeded);
  return (100 * seeded.filter(row => row.values.get('data_alta') !== null).length) / seeded.length;
}

test('the rules of the hospital hold for 20 random seeds, before the stream and after it', async () => {
  for (let randomSeed = 1; randomSeed <= 20; randomSeed++) {
    const workload = await volume5min({ randomSeed, 'streamPhase.duration': '50m' });
    const rows = seededRows(workload);
    assertRules(rows);
    const seeded = discharged(rows);
    assert.ok(seeded >= 66 && seeded <= 74, `${seeded} % of the admissions are discharged`);
    for (const { changes } of planOperations(workload)) {
      for (const change of changes) {
        const name = workload.tables[change.step.table]!.table.name;
        const before = rows[name]!.get(change.rowNumber)?.values.get('status');
        apply(rows, workload, change);
        const now = rows[name]!.get(change.rowNumber)!.values;
        const status = now.get('status')!;
        if (name === 'consultas' && before !== undefined)
          assert.ok(statesAfter[before!]!.includes(status), `${before} to ${status}`);
        if (name === 'consultas' && before === undefined) assert.equal(status, 'agendada');
        if (name === 'internacoes' && change.step.kind === 'insert') assert.equal(now.get('data_alta'), null);
        if (name === 'exames' && change.step.kind === 'insert') assert.equal(now.get('resultado'), null);
      }
    }
    assertRules(rows);
  }
});

test('volume-5min seeds 13,412 rows and streams 150 operations, 105 inserts and 45 updates, none of them substituted', async () => {
  const workload = await volume5min();
  const { model } = workload.settings;
  const volumes = Object.fromEntries(workload.tables.map(({ table, volume }) => [table.name, volume]));
  assert.deepEqual(volumes, {
    medicos: 200,
    convenios: 12,
    pacientes: 2_000,
    pacientes_convenios: 2_500,
    consultas: 4_000,
    exames: 3_500,
    internacoes: 1_200,
  });
  assert.equal(
    Object.values(volumes).reduce((a, b) => a + b, 0),
    13_412,
  );
  const { operations, operationsPerLane, substituted, skipped, byEvent } = summarisePlan(workload);
  assert.deepEqual({ operations, substituted, skipped }, { operations: 150, substituted: 0, skipped: 0 });
  assert.deepEqual(operationsPerLane, [38, 38, 37, 37]);
  const ofKind = (kind: string): number =>
    model.events.reduce((sum, event) => sum + (event.kind === kind ? byEvent[event.index]! : 0), 0);
  assert.deepEqual([ofKind('insert'), ofKind('update'), ofKind('delete')], [105, 45, 0]);
});
