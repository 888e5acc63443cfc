import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniqueSpace } from '../../src/model/generator-spec.ts';
import { SeedRows } from '../../src/plan/seed-rows.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { assertShare } from './chi-square.ts';
import { canMake } from './domain.ts';
import { Replay } from './replay.ts';
import { forAnyWorkload, modelOf, workloadOf } from './workloads.ts';

test('one value of a seeded row is the same as in the row as a whole', () => {
  forAnyWorkload(60, workload => {
    for (const { table, volume } of workload.tables) {
      const [whole, single] = [new SeedRows(workload, table.index), new SeedRows(workload, table.index)];
      for (let rowNumber = volume; rowNumber > 0; rowNumber -= 7) {
        const values = [...whole.row(rowNumber)];
        assert.deepEqual(
          values.map((_, column) => single.value(rowNumber, column)),
          values,
        );
      }
    }
  });
});

test('keys, unique columns and columns that are unique together do not repeat', () => {
  forAnyWorkload(60, workload => {
    const { tables } = Replay.of(workload);
    for (const { table } of workload.tables) {
      const unique = table.columns
        .filter(({ generator }) => uniqueSpace(generator) !== undefined)
        .map(({ index }) => [index]);
      for (const columns of [[...table.key.columns], [...table.uniqueTogether], ...unique]) {
        const rows = [...tables[table.index]!.values()].map(({ values }) => columns.map(column => values[column]));
        const present = rows.filter(values => columns.length > 0 && !values.includes(null));
        assert.equal(new Set(present.map(values => values.join(' '))).size, present.length);
      }
    }
  });
});

test('a reference leads to a seeded row, of the same lane where lanes do not share the table', () => {
  forAnyWorkload(60, workload => {
    const replay = Replay.of(workload);
    for (const { table } of workload.tables) {
      for (const { column, parent } of replay.references(table.index)) {
        for (const [rowNumber, { values }] of replay.tables[table.index]!) {
          if (values[column] === null) continue;
          const referred = replay.rowWithKey(parent, values[column]!);
          assert.ok(referred !== undefined, `${values[column]} is no row`);
          const mayRefer = workload.tables[parent]!.table.shared || isSameLane(workload, rowNumber, referred);
          assert.ok(mayRefer, `row ${rowNumber} refers to row ${referred} of another lane`);
        }
      }
    }
  });
});

function isSameLane({ settings: { lanes } }: Workload, one: number, other: number): boolean {
  return (one - other) % lanes === 0;
}

test('every value is one that its generator can make, NULL where it may be', () => {
  forAnyWorkload(60, workload => {
    const { referenceSeconds: nowSeconds } = workload.settings;
    const { tables } = Replay.of(workload);
    for (const { table } of workload.tables) {
      for (const { values } of tables[table.index]!.values()) {
        const valueOf = (column: number): string | null => values[column]!;
        for (const { index, generator, nulls, presentWith } of table.columns) {
          const isAbsent = presentWith !== undefined && valueOf(presentWith) === null;
          const isFit = isAbsent ? values[index] === null : canMake(generator, valueOf(index), { nowSeconds, valueOf });
          assert.ok(isFit || (nulls > 0 && values[index] === null), `${values[index]} of ${table.name}`);
        }
      }
    }
  });
});

test('as many values are NULL as the model says', () => {
  const model = modelOf(`
tables: { t: { rows: 4000, key: id, columns: { a: { digits: 3, nulls: 30% }, b: { digits: 3, presentWith: a }, c: { digits: 3, nulls: 0% } } } }
events: { e: { insert: t } }
`);
  const pace = { pace: { kind: 'closedLoop' }, jitterUs: 0 } as const;
  const workload = workloadOf(model, { randomSeed: 1, lanes: 1, operations: 1, pace });
  const rows = [...Replay.of(workload).tables[0]!.values()].map(({ values }) => values);
  assertShare(rows.filter(values => values[1] === null).length, 4_000, 0.3, 'nulls');
  for (const [, a, b, c] of rows) assert.deepEqual([b === null, c === null], [a === null, false]);
});

test('values in turn begin anew at the end', () => {
  const model = modelOf(`
tables: { t: { rows: 7, key: id, columns: { a: { each: [x, y, z] } } } }
events: { e: { insert: t } }
`);
  const pace = { pace: { kind: 'closedLoop' }, jitterUs: 0 } as const;
  const workload = workloadOf(model, { randomSeed: 1, lanes: 3, operations: 1, pace });
  const values = [...Replay.of(workload).tables[0]!.values()].map(row => row.values[1]);
  assert.deepEqual(values, ['x', 'y', 'z', 'x', 'y', 'z', 'x']);
});
