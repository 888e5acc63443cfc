import assert from 'node:assert/strict';
import { uniqueSpace } from '../../src/model/generator-spec.ts';
import { rowIdentity, type Change, type Operation } from '../../src/plan/operation.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { canMake } from './domain.ts';
import type { Replay, ReplayedRow } from './replay.ts';

/** A change with what the database holds just before it. */
export interface Moment {
  readonly change: Change;
  readonly operation: Operation;
  readonly replay: Replay;
  readonly workload: Workload;
  /** The row as it is; undefined when it is not there. */
  readonly row: ReplayedRow | undefined;
}

type Rule = (moment: Moment) => void;

/** What holds of every change of every plan (design §3), by what it says. */
export const rules: Readonly<Record<string, Rule>> = {
  'a lane touches its own rows only': ({ change, operation, workload }) => {
    assert.equal((change.rowNumber - 1) % workload.settings.lanes, operation.lane);
  },

  'an insert makes a row that is not there, anything else takes one that is': ({ change, row }) => {
    assert.equal(row === undefined, change.step.kind === 'insert');
  },

  'an operation names the key that the row has': ({ change, row, workload }) => {
    const { key, columns: all } = workload.tables[change.step.table]!.table;
    const values = row?.values ?? all.map(({ index }) => change.values[change.columns.indexOf(index)]!);
    assert.deepEqual(
      change.key,
      key.columns.map(column => values[column]),
    );
  },

  'an insert sets every column, an update those of its step, a delete none': ({ change, workload }) => {
    const { step, columns } = change;
    const all = workload.tables[step.table]!.table.columns.map(column => column.index);
    if (step.kind === 'insert')
      assert.deepEqual(
        [...columns].sort((a, b) => a - b),
        all,
      );
    if (step.kind === 'delete') assert.deepEqual(columns, []);
    if (step.kind !== 'update') return;
    const isPicked = (column: number): boolean => step.pick > 0 && step.sets.find(set => set.column === column)!.picked;
    assert.equal(columns.filter(isPicked).length, step.pick);
    const always = step.sets.map(set => set.column).filter(column => !isPicked(column));
    assert.deepEqual(
      columns.filter(column => !isPicked(column)),
      always,
    );
  },

  'an update changes something, unless its event is a noop': ({ change, operation, row, workload }) => {
    if (change.step.kind !== 'update' || workload.settings.model.events[operation.event!]!.noop) return;
    const isChanged = change.columns.some((column, place) => row!.values[column] !== change.values[place]);
    assert.ok(isChanged, 'all values are the old ones');
  },

  'the row of an update or delete meets the conditions of the step': ({ change, row }) => {
    if (row === undefined) return;
    for (const { column, values } of change.step.where) {
      assert.ok(values.includes(row.values[column]!), `column ${column} is ${row.values[column]}`);
    }
  },

  'every value is one that its generator can make, NULL where it may be': ({ change, operation, row, workload }) => {
    const { step, columns, values } = change;
    const valueOf = (column: number): string | null =>
      columns.includes(column) ? values[columns.indexOf(column)]! : (row?.values[column] ?? null);
    const nowSeconds = workload.settings.referenceSeconds + Math.floor(operation.dueUs / 1_000_000);
    for (const { column, generator, nulls, presentWith } of step.sets) {
      if (!columns.includes(column)) continue;
      const value = valueOf(column);
      const isAbsent = presentWith !== undefined && valueOf(presentWith) === null;
      const isFit = isAbsent ? value === null : canMake(generator, value, { nowSeconds, valueOf });
      assert.ok(isFit || (nulls > 0 && value === null), `${value} of column ${column}`);
    }
  },

  'a state machine makes one of its moves': ({ change, row }) => {
    for (const { column, generator } of change.step.sets) {
      if (generator.kind !== 'move') continue;
      const [state, now] = [row!.values[column]!, change.values[change.columns.indexOf(column)]!];
      assert.ok(generator.next.get(state)?.values.includes(now), `${state} to ${now}`);
    }
  },

  'keys, unique columns and columns that are unique together do not repeat': ({ change, replay, workload }) => {
    const { table } = workload.tables[change.step.table]!;
    const own = (column: number): string | null => change.values[change.columns.indexOf(column)] ?? null;
    const sets = table.columns
      .filter(({ generator }) => uniqueSpace(generator) !== undefined)
      .map(({ index }) => [index]);
    if (change.step.kind === 'insert') sets.push([...table.key.columns], [...table.uniqueTogether]);
    for (const columns of sets) {
      if (columns.length === 0 || columns.some(column => own(column) === null)) continue;
      const isTaken = replay.some(table.index, ({ values }, rowNumber) => {
        return rowNumber !== change.rowNumber && columns.every(column => values[column] === own(column));
      });
      assert.ok(!isTaken, `columns ${columns.join(', ')}`);
    }
  },

  'a reference leads to a live row that is seeded or of the same lane': moment => {
    const { change, operation, replay, workload } = moment;
    for (const { column, parent, key } of newReferences(moment)) {
      const rowNumber = replay.rowWithKey(parent, key);
      assert.ok(rowNumber !== undefined, `column ${column} refers to ${key}, which is not there`);
      const { table, volume } = workload.tables[parent]!;
      const isOwn = (rowNumber - 1) % workload.settings.lanes === operation.lane;
      assert.ok(isOwn || (table.shared && rowNumber <= volume), `row ${rowNumber} is another lane's`);
      const isTouched = operation.changes.some(each => each.step.table === parent && each.rowNumber === rowNumber);
      assert.ok(isTouched || change.references.includes(rowIdentity(parent, rowNumber)), 'the change does not name it');
    }
  },

  'a row that a change no longer refers to is named by it if it could be deleted': moment => {
    const { change, row, replay, workload } = moment;
    if (row === undefined) return;
    for (const { column, parent } of replay.references(change.step.table)) {
      const isLeft = change.step.kind === 'delete' || change.columns.includes(column);
      const key = row.values[column]!;
      if (!isLeft || key === null || !workload.tables[parent]!.table.deletable) continue;
      const isNamed = change.references.includes(rowIdentity(parent, replay.rowWithKey(parent, key)!));
      assert.ok(isNamed, `row ${key}`);
    }
  },

  'a deleted row has no live children': ({ change, row, replay, workload }) => {
    if (change.step.kind !== 'delete') return;
    for (const { table } of workload.tables) {
      for (const { column, parent } of replay.references(table.index)) {
        const isParent = parent === change.step.table;
        const hasChild = isParent && replay.some(table.index, child => child.values[column] === row!.values[0]);
        assert.ok(!hasChild, `${table.name} refers to it`);
      }
    }
  },
};

function newReferences({ change, replay }: Moment): { column: number; parent: number; key: string }[] {
  return replay.references(change.step.table).flatMap(({ column, parent }) => {
    const key = change.values[change.columns.indexOf(column)] ?? null;
    return key === null ? [] : [{ column, parent, key }];
  });
}
