import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { encodeOperation } from '../../src/plan/digest.ts';
import type { Operation } from '../../src/plan/operation.ts';
import { makeLanes, planOperations, summarisePlan } from '../../src/plan/plan.ts';
import { SeedRows } from '../../src/plan/seed-rows.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { anyModel, type WrittenModel } from './any-model/any-model.ts';
import type { Written } from './any-model/columns.ts';
import { anyCircumstances, forAnyWorkload, modelOf, runs, workloadOf, type Circumstances } from './workloads.ts';

test('two plans of one workload are equal, and so is one with another cache', () => {
  forAnyWorkload(60, workload => {
    const summary = summarisePlan(workload);
    assert.deepEqual(summarisePlan(workload), summary);
    for (const cacheRows of [1, 2, 4_000]) assert.deepEqual(summarisePlan(workload, Infinity, cacheRows), summary);
  });
});

test('lanes plan alike whichever of them is asked first', () => {
  forAnyWorkload(40, workload => {
    const { model, lanes } = workload.settings;
    const inTurn = Array.from(planOperations(workload), operation => encodeOperation(operation, model));
    const oneByOne: string[] = [];
    for (const lane of makeLanes(workload).reverse()) {
      for (let operation = lane.next(); operation !== undefined; operation = lane.next()) {
        oneByOne[operation.number] = encodeOperation(operation, model);
        assert.equal(operation.number % lanes, operation.lane);
      }
    }
    assert.deepEqual(oneByOne, inTurn);
  });
});

test('a limit takes the first operations and changes none of them', () => {
  forAnyWorkload(40, workload => {
    const { model } = workload.settings;
    const all = Array.from(planOperations(workload), operation => encodeOperation(operation, model));
    const limit = Math.floor(all.length / 2);
    const first = Array.from(planOperations(workload, limit), operation => encodeOperation(operation, model));
    assert.deepEqual(first, all.slice(0, limit));
    assert.equal(summarisePlan(workload, limit).operations, limit);
  });
});

test('a summary counts what the operations are', () => {
  forAnyWorkload(40, workload => {
    const operations = [...planOperations(workload)];
    const { substituted, skipped, byEvent, operationsPerLane } = summarisePlan(workload);
    const count = (fits: (operation: Operation) => boolean): number => operations.filter(fits).length;
    assert.equal(
      substituted,
      count(operation => operation.substituted),
    );
    assert.equal(
      skipped,
      count(operation => operation.changes.length === 0),
    );
    for (const [event, times] of byEvent.entries())
      assert.equal(
        times,
        count(operation => operation.event === event),
      );
    for (const [lane, times] of operationsPerLane.entries()) {
      assert.equal(
        times,
        count(operation => operation.lane === lane),
      );
    }
  });
});

test('an event takes the place of another only where its weight is not 0', () => {
  forAnyWorkload(60, workload => {
    const { weights } = workload.settings;
    const planned = Array.from(planOperations(workload), ({ event }) => event);
    assert.deepEqual(
      planned.filter(event => event !== undefined && weights[event] === 0),
      [],
    );
  });
});

test('another random seed makes other values', () => {
  const property = fc.property(anyModel, anyCircumstances, (written, circumstances) => {
    const model = modelOf(withColumn(written, 'added', { digits: 15 }, 0));
    const seeds = [circumstances.randomSeed, `${circumstances.randomSeed}.`];
    const [rows, others] = seeds.map(randomSeed => {
      const workload = workloadOf(model, { ...circumstances, randomSeed });
      return workload.tables.flatMap(({ table, volume }) => {
        const at = table.columns.findIndex(column => column.name === 'added');
        const seedRows = new SeedRows(workload, table.index);
        return Array.from({ length: volume }, (_, place) => seedRows.value(place + 1, at));
      });
    });
    for (const [place, value] of rows!.entries()) assert.notEqual(value, others![place]);
  });
  fc.assert(property, runs(40));
});

test('a new column changes no value of any other', () => {
  assertSameValues(30, (written, place) => withColumn(written, 'added', { oneOf: ['x', 'y'], nulls: '40%' }, place));
});

test('a new table changes no value of any other', () => {
  assertSameValues(30, (written, place) => {
    const tables = Object.entries(written.tables);
    const added: Written = { rows: 9, key: 'id', columns: { c0: { int: { from: 1, to: 6 } } } };
    tables.splice(place % (tables.length + 1), 0, ['added', added]);
    return { ...written, tables: Object.fromEntries(tables) };
  });
});

test('columns in another order have the same values', () => {
  assertSameValues(
    60,
    (any, place) => {
      const tables = Object.entries(any.tables).map(([name, table]): [string, Written] => {
        const columns = Object.entries(table['columns'] as object);
        const moved = columns.splice(0, place % (columns.length + 1));
        return [name, { ...table, columns: Object.fromEntries([...columns, ...moved.reverse()]) }];
      });
      return { ...any, tables: Object.fromEntries(tables) };
      // Which columns `pick` takes depends on their order in the table; what they are set to does not.
    },
    withoutPick,
  );
});

/** The model with one more column in each table, somewhere. */
function withColumn(written: WrittenModel, name: string, column: Written, place: number): WrittenModel {
  const tables = Object.entries(written.tables).map(([table, file]): [string, Written] => {
    const columns = Object.entries(file['columns'] as object);
    columns.splice(place % (columns.length + 1), 0, [name, column]);
    return [table, { ...file, columns: Object.fromEntries(columns) }];
  });
  return { ...written, tables: Object.fromEntries(tables) };
}

function assertSameValues(
  numRuns: number,
  change: (written: WrittenModel, place: number) => WrittenModel,
  prepare: (written: WrittenModel) => WrittenModel = written => written,
): void {
  const property = fc.property(anyModel, anyCircumstances, fc.nat({ max: 9 }), (any, circumstances, place) => {
    const written = prepare(any);
    const [before, after] = [written, change(written, place)].map(each => valuesOf(each, circumstances));
    assert.deepEqual(after, before);
  });
  fc.assert(property, runs(numRuns));
}

function withoutPick(written: WrittenModel): WrittenModel {
  return JSON.parse(
    JSON.stringify(written, (key, value: unknown) => (key === 'pick' ? undefined : value)),
  ) as WrittenModel;
}

/** Every value that seed and stream make, by name, without what was added. */
function valuesOf(written: WrittenModel, circumstances: Circumstances): object {
  const workload = workloadOf(modelOf(written), circumstances);
  const tables = workload.tables.filter(({ table }) => table.name !== 'added');
  const seeded = tables.map(({ table, volume }) => {
    const seedRows = new SeedRows(workload, table.index);
    const rows = Array.from({ length: volume }, (_, place) => named(workload, table.index, seedRows.row(place + 1)));
    return [table.name, rows];
  });
  const streamed = Array.from(planOperations(workload), ({ event, changes, dueUs }) => {
    const set = changes.map(({ step, rowNumber, columns, values, key }) => {
      return [step.kind, step.table, rowNumber, key, named(workload, step.table, values, columns)];
    });
    return {
      event,
      dueUs,
      changes: set.map(([kind, table, ...rest]) => [kind, nameOf(workload, table as number), rest]),
    };
  });
  return { seeded: Object.fromEntries(seeded) as object, streamed };
}

function nameOf(workload: Workload, table: number): string {
  return workload.tables[table]!.table.name;
}

function named(
  workload: Workload,
  table: number,
  values: readonly (string | null)[],
  columns: readonly number[] = values.map((_, column) => column),
): object {
  const names = columns.map(column => workload.tables[table]!.table.columns[column]!.name);
  const entries = names.map((name, place): [string, string | null] => [name, values[place]!]);
  return Object.fromEntries(entries.filter(([name]) => name !== 'added').sort(([a], [b]) => (a < b ? -1 : 1)));
}
