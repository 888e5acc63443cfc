import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { OperationSender } from '../../src/execute/operation-sender.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { Oracle } from '../../src/plan/oracle.ts';
import { planOperations } from '../../src/plan/plan.ts';
import type { Workload } from '../../src/plan/workload.ts';
import type { StateResult } from '../../src/observe/state-check.ts';
import { fileServer } from '../helpers/file-server.ts';
import { differencesIn, finalState } from '../helpers/final-state.ts';
import { ledger } from '../helpers/ledger.ts';
import { liveRun } from '../helpers/live-run.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const server = fileServer();

/** A run that passed, and what it must have left behind. */
interface Finished {
  readonly url: string;
  readonly workload: Workload;
  readonly oracle: Oracle;
  readonly digest: string;
}

async function finished(written: Record<string, unknown>): Promise<Finished> {
  const loaded = await scenario(written);
  const url = await server.newDatabase();
  const result = await runOn(url, loaded);
  assertPassed(result);
  const workload = makeWorkload(loaded.scenario, loaded.model);
  const { operationsPerLane } = result.report.executed;
  const oracle = new Oracle(workload, { operationsPerLane, notCommitted: new Set() });
  return { url, workload, oracle, digest: result.report.state.digest! };
}

/** Row numbers of a table by what the stream did to them last. */
function rowsOf(
  { workload }: Finished,
  tableName: string,
): { untouched: number; inserted: number; updated: number; deleted: number } {
  const { index } = workload.settings.model.tables.find(({ name }) => name === tableName)!;
  const kinds = new Map<number, string>();
  for (const { changes } of planOperations(workload)) {
    for (const { step, rowNumber } of changes) {
      if (step.table === index) kinds.set(rowNumber, `${kinds.get(rowNumber) ?? ''}${step.kind[0]}`);
    }
  }
  const first = (history: RegExp): number => [...kinds].find(([, kind]) => history.test(kind))?.[0] ?? NaN;
  const untouched = Array.from({ length: workload.tables[index]!.volume }, (_, row) => row + 1).find(
    row => !kinds.has(row),
  );
  return { untouched: untouched ?? NaN, inserted: first(/^i$/), updated: first(/^u+$/), deleted: first(/d$/) };
}

/** Works on a copy of the finished run's database behind the tool's back; triggers and foreign keys are off. */
async function tampered(run: Finished, sql: string): Promise<StateResult & { url: string }> {
  const url = await server.newDatabase(run.url);
  await server.ask(url, `SET session_replication_role = replica; ${sql}`);
  return { ...(await finalState(url, run.workload, run.oracle)), url };
}

/** One value of a finished run's database as text. */
async function textAt({ url }: Pick<Finished, 'url'>, sql: string): Promise<string | null> {
  const [row] = await server.ask(url, `SET TimeZone = 'UTC'; SELECT (${sql}) AS text`);
  return row!['text'] ?? null;
}

describe('hospital: keys that are the row number', () => {
  let run: Finished;
  before(async () => {
    run = await finished({ streamPhase: { operations: 400, interval: '0ms' } });
  });

  test('the clean case matches', async () => {
    const { matches, digest, expectedDigest, tables } = await tampered(run, 'SELECT 1');
    assert.deepEqual([matches, digest, expectedDigest], [true, run.digest, run.digest]);
    for (const table of Object.values(tables)) {
      assert.deepEqual([table.matches, table.differences, table.rows], [true, 0, table.expectedRows]);
    }
  });

  for (const which of ['untouched', 'inserted', 'updated'] as const) {
    test(`a cell of a row that is ${which}`, async () => {
      const row = rowsOf(run, 'consultas')[which];
      const expected = await textAt(run, `SELECT paciente_id FROM consultas WHERE id = ${row}`);
      const actual = expected === '1' ? '2' : '1';
      const state = await tampered(run, `UPDATE consultas SET paciente_id = ${actual} WHERE id = ${row}`);
      assert.deepEqual(differencesIn(state), [
        { table: 'consultas', kind: 'value', row, key: String(row), column: 'paciente_id', expected, actual },
      ]);
      assertDiffers(state, 'consultas', { differences: 1, rows: 0 });
    });
  }

  test('NULL instead of a text, and a text instead of NULL', async () => {
    const row = Number(await textAt(run, 'SELECT min(id) FROM exames WHERE resultado IS NULL'));
    const other = Number(await textAt(run, 'SELECT min(id) FROM exames WHERE resultado IS NOT NULL'));
    const was = await textAt(run, `SELECT resultado FROM exames WHERE id = ${other}`);
    const state = await tampered(
      run,
      `UPDATE exames SET resultado = '' WHERE id = ${row}; UPDATE exames SET resultado = NULL WHERE id = ${other}`,
    );
    const common = { table: 'exames', kind: 'value', column: 'resultado' };
    const wanted = [
      { ...common, row, key: String(row), expected: null, actual: '' },
      { ...common, row: other, key: String(other), expected: was, actual: null },
    ].sort((a, b) => a.row - b.row);
    assert.deepEqual(differencesIn(state), wanted);
    assertDiffers(state, 'exames', { differences: 2, rows: 0 });
  });

  test('a row that is gone', async () => {
    const { untouched, inserted } = rowsOf(run, 'exames');
    const state = await tampered(run, `DELETE FROM exames WHERE id IN (${untouched}, ${inserted})`);
    const common = { table: 'exames', kind: 'missing', column: null, expected: 'a row', actual: 'no row' };
    assert.deepEqual(differencesIn(state), [
      { ...common, row: untouched, key: String(untouched) },
      { ...common, row: inserted, key: String(inserted) },
    ]);
    assertDiffers(state, 'exames', { differences: 2, rows: -2 });
  });

  test('rows that nobody asked for, before, behind and between the others', async () => {
    const copy = (id: string): string =>
      `INSERT INTO medicos (id, nome, crm, especialidade) SELECT ${id}, 'x', 'x' || ${id}, 'x'`;
    const gap = `DELETE FROM medicos WHERE id = 5; `;
    const state = await tampered(run, `${gap}${['-3', '0', '9000', '10000'].map(copy).join('; ')}`);
    const common = { table: 'medicos', column: null };
    const unexpected = { ...common, kind: 'unexpected', expected: 'no row', actual: 'a row' };
    assert.deepEqual(differencesIn(state), [
      { ...unexpected, row: -3, key: '-3' },
      { ...unexpected, row: 0, key: '0' },
      { ...common, kind: 'missing', row: 5, key: '5', expected: 'a row', actual: 'no row' },
      { ...unexpected, row: 9_000, key: '9000' },
      { ...unexpected, row: 10_000, key: '10000' },
    ]);
    assertDiffers(state, 'medicos', { differences: 5, rows: 3 });
  });

  test('updated_at moved although nothing changed, and not moved although something did', async () => {
    const { untouched, inserted, updated } = rowsOf(run, 'pacientes');
    const state = await tampered(
      run,
      `UPDATE pacientes SET updated_at = updated_at + interval '1 us' WHERE id IN (${untouched}, ${inserted});
       UPDATE pacientes SET updated_at = created_at WHERE id = ${updated}`,
    );
    const common = { table: 'pacientes', kind: 'serverTime', column: 'updated_at' };
    const [later, equal] = ['later than created_at', 'equal to created_at'];
    const wanted = [
      { ...common, row: untouched, key: String(untouched), expected: equal, actual: later },
      { ...common, row: inserted, key: String(inserted), expected: equal, actual: later },
      { ...common, row: updated, key: String(updated), expected: later, actual: equal },
    ].sort((a, b) => a.row - b.row);
    assert.deepEqual(differencesIn(state), wanted);
    assert.deepEqual([state.matches, state.digest], [false, run.digest], 'the rows themselves are as they should be');
  });

  test('more differences than a report keeps are counted all the same', async () => {
    const state = await tampered(
      run,
      "UPDATE consultas SET motivo = 'x', status = 'agendada'; DELETE FROM internacoes",
    );
    const { consultas, internacoes } = state.tables;
    assert.equal(consultas!.firstDifferences.length, 20);
    assert.ok(consultas!.differences > consultas!.rows);
    assert.equal(internacoes!.differences, internacoes!.expectedRows);
    assert.equal(internacoes!.rows, 0);
  });
});

describe('shop: uuid and composite keys, types whose text the server makes', () => {
  let run: Finished;
  before(async () => {
    run = await finished({
      model: 'shop',
      seedPhase: { scale: 0.2 },
      streamPhase: { operations: 600, interval: '0ms', lanes: 3 },
    });
  });

  test('the clean case matches', async () => {
    const { matches, digest, expectedDigest } = await tampered(run, 'SELECT 1');
    assert.deepEqual([matches, digest, expectedDigest], [true, run.digest, run.digest]);
  });

  /** Table, column, condition for a row, new value. */
  const cells = [
    ['customers', 'preferences', 'TRUE', `preferences || '{"beta": null}'`],
    ['customers', 'preferences', 'TRUE', `jsonb_set(preferences, '{pageSize}', '10.0')`],
    ['customers', 'newsletter', 'newsletter', 'FALSE'],
    ['customers', 'referral_token', 'TRUE', `gen_random_uuid()`],
    ['products', 'thumbnail', 'thumbnail IS NOT NULL', `set_byte(thumbnail, 47, (get_byte(thumbnail, 47) + 1) % 256)`],
    ['products', 'thumbnail', 'thumbnail IS NOT NULL', `''`],
    ['products', 'price', 'TRUE', 'price + 0.01'],
    ['products', 'sku', 'TRUE', `'X'`],
    ['products', 'description', 'length(description) > 3000', `overlay(description placing '#' from 2900)`],
    ['orders', 'placed_at', 'TRUE', `placed_at + interval '1 us'`],
    ['orders', 'customer_id', 'TRUE', 'gen_random_uuid()'],
    ['favourites', 'note', 'note IS NOT NULL', 'NULL'],
    ['favourites', 'rating', 'rating < 5', 'rating + 1'],
    ['favourites', 'added_on', 'TRUE', 'added_on - 1'],
  ] as const;
  for (const [table, column, condition, value] of cells) {
    test(`${table}.${column} becomes ${value}`, async () => {
      const key = table === 'favourites' ? "customer_id || ', ' || product_id" : 'id::text';
      const chosen = `SELECT ctid FROM ${table} WHERE ${condition} ORDER BY ctid OFFSET 7 LIMIT 1`;
      const expected = await textAt(run, `SELECT ${column} FROM ${table} WHERE ctid = (${chosen})`);
      const wantedKey = await textAt(run, `SELECT ${key} FROM ${table} WHERE ctid = (${chosen})`);
      const state = await tampered(run, `UPDATE ${table} SET ${column} = ${value} WHERE ctid = (${chosen})`);
      const [difference, ...more] = differencesIn(state);
      assert.deepEqual(more, []);
      const { row, actual, ...rest } = difference!;
      assert.deepEqual(rest, { table, kind: 'value', key: wantedKey, column, expected });
      assert.ok(row !== null && row > 0, `row ${row}`);
      assert.equal(actual, await textAt(state, `SELECT ${column} FROM ${table} WHERE ${key} = '${wantedKey}'`));
      assertDiffers(state, table, { differences: 1, rows: 0 });
    });
  }

  test('a value that only looks different is none', async () => {
    const state = await tampered(
      run,
      `UPDATE customers SET preferences = (preferences::text || ' ')::jsonb; UPDATE products SET price = price + 0.001`,
    );
    assert.deepEqual([state.matches, state.digest], [true, run.digest]);
  });

  test('another uuid as the key: one row is missing, another unexpected', async () => {
    const { inserted } = rowsOf(run, 'customers');
    const key = run.workload.tables[0]!.keys.text(inserted);
    const stranger = '00000000-0000-4000-8000-000000000000';
    const state = await tampered(run, `UPDATE customers SET id = '${stranger}' WHERE id = '${key}'`);
    const common = { table: 'customers', column: null };
    assert.deepEqual(differencesIn(state), [
      { ...common, kind: 'missing', row: inserted, key, expected: 'a row', actual: 'no row' },
      { ...common, kind: 'unexpected', row: null, key: stranger, expected: 'no row', actual: 'a row' },
    ]);
    assertDiffers(state, 'customers', { differences: 2, rows: 0 });
  });

  test('a deleted row is back, and a row of a composite key is gone', async () => {
    const { deleted } = rowsOf(run, 'orders');
    const customer = await textAt(run, 'SELECT min(id::text) FROM customers');
    const gone = await textAt(run, `SELECT customer_id || ', ' || product_id FROM favourites ORDER BY ctid LIMIT 1`);
    const state = await tampered(
      run,
      `INSERT INTO orders (id, customer_id, status, placed_at, total) VALUES (${deleted}, '${customer}', 'cart', now(), 1);
       DELETE FROM favourites WHERE customer_id || ', ' || product_id = '${gone}'`,
    );
    const [back, lost, ...more] = differencesIn(state);
    assert.deepEqual(more, []);
    assert.deepEqual(
      { ...back, row: Number(back!.key) },
      {
        table: 'orders',
        kind: 'unexpected',
        row: deleted,
        key: String(deleted),
        column: null,
        expected: 'no row',
        actual: 'a row',
      },
    );
    const { row, ...rest } = lost!;
    assert.ok(row !== null);
    assert.deepEqual(rest, {
      table: 'favourites',
      kind: 'missing',
      key: gone,
      column: null,
      expected: 'a row',
      actual: 'no row',
    });
    assert.notEqual(state.digest, state.expectedDigest);
  });
});

describe('an executor that keeps one operation to itself and says that it was committed', () => {
  for (const [kind, randomSeed] of [
    ['insert', 1],
    ['update', 2],
  ] as const) {
    test(`the ${kind} of operation 17`, async () => {
      const events = {
        open: { weight: 2, insert: 'accounts' },
        correct: { weight: 2, update: 'entries', redraw: ['amount'] },
      };
      const loaded = await scenario(
        { randomSeed, streamPhase: { operations: 60, interval: '0ms' } },
        ledger({ events }),
      );
      const kept = [...planOperations(makeWorkload(loaded.scenario, loaded.model))][17]!;
      const [{ step, rowNumber }] = kept.changes as [(typeof kept.changes)[number]];
      assert.equal(step.kind, kind, 'choose another randomSeed');
      const withhold = (sender: OperationSender): OperationSender => ({
        send: (operation, done) => {
          if (operation.number !== 17) sender.send(operation, done);
          else setImmediate(() => done({ kind: 'committed', rowCounts: [1] }));
        },
        abandon: reason => sender.abandon(reason),
        close: () => sender.close(),
      });
      const { state, metrics } = await liveRun(await server.newDatabase(), loaded, { wrap: withhold });
      assert.ok('tables' in state);
      assert.equal(metrics.counts.committed, 60);
      const found = differencesIn(state);
      const table = kind === 'insert' ? 'accounts' : 'entries';
      assert.equal(state.matches, false);
      assert.deepEqual(
        [...new Set(found.map(each => `${each.table} ${each.row} ${each.key}`))],
        [`${table} ${rowNumber} ${rowNumber}`],
      );
      if (kind === 'insert') assert.equal(found[0]!.kind, 'missing');
      else
        assert.deepEqual(
          found.map(each => [each.kind, each.column]),
          [
            ['value', 'amount'],
            ['serverTime', 'updated_at'],
          ],
        );
    });
  }
});

/** Only that table differs, by so many places and rows, and so does the digest. */
function assertDiffers(state: StateResult, name: string, by: { differences: number; rows: number }): void {
  assert.equal(state.matches, false);
  assert.notEqual(state.digest, state.expectedDigest);
  for (const [table, { matches, differences, rows, expectedRows }] of Object.entries(state.tables)) {
    const wanted = table === name ? { matches: false, ...by } : { matches: true, differences: 0, rows: 0 };
    assert.deepEqual({ matches, differences, rows: rows - expectedRows }, wanted, table);
  }
}
