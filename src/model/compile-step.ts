import type { Path } from '../yaml/yaml-file.ts';
import { compileConditions } from './compile-conditions.ts';
import { compileOverrides } from './compile-overrides.ts';
import { dependsOn } from './compile-column.ts';
import type { CompileProblems } from './compile-problems.ts';
import { columnIndex, tableIndex, type ColumnScope } from './column-scope.ts';
import type { TableDraft } from './compile-table.ts';
import { earlierRow } from './earlier-row.ts';
import type { Column, Condition, SetColumn, Step } from './model.ts';
import type { StepFile } from './model-file.generated.ts';
import { dependencyOrder } from './order.ts';

/** What steps need to know of the model and of their event. */
export interface StepScope {
  readonly problems: CompileProblems;
  readonly tableNames: ReadonlyMap<string, number>;
  /** Undefined where a table is not as it should be, which was said already. */
  readonly tables: readonly (TableDraft | undefined)[];
  /** Steps of the event before this one; undefined for those with problems. */
  readonly earlier: readonly (Step | undefined)[];
}

const kinds = ['insert', 'update', 'delete'] as const;

/** Keys that go with one kind only. */
const keysOf = {
  insert: ['with'],
  update: ['redraw', 'pick', 'advance', 'fill', 'set', 'where', 'row'],
  delete: ['where', 'row'],
} as const;

/** One step, or undefined after its problems were said. `id` is its place among the steps of all events. */
export function compileStep(written: StepFile, path: Path, id: number, scope: StepScope): Step | undefined {
  const { problems } = scope;
  const present = kinds.filter(kind => written[kind] !== undefined);
  const kind = present[0];
  if (present.length !== 1 || kind === undefined) {
    problems.add(path, 'needs exactly one of insert, update, delete (or, an event, steps)', { at: 'key' });
    return undefined;
  }
  for (const key of ['with', ...keysOf.update] as const) {
    if (written[key] !== undefined && !keysOf[kind].some(allowed => allowed === key)) {
      problems.add([...path, key], `does not go with ${kind}`, { at: 'key' });
    }
  }
  const table = tableIndex(scope.tableNames, written[kind]!, [...path, kind], problems);
  const draft = table === undefined ? undefined : scope.tables[table];
  if (draft === undefined) return undefined;
  const columns: ColumnScope = {
    problems,
    tables: scope.tableNames,
    tableName: draft.name,
    columns: new Map(draft.columns.map(column => [column.name, column.index])),
  };
  const sets = kind === 'delete' ? [] : setColumns(kind, written, draft, path, columns, scope);
  const where = [
    ...compileConditions(written.where, [...path, 'where'], draft, columns),
    ...implied(written, draft, columns),
  ];
  const pick = pickCount(written, path, scope);
  if (written.row !== undefined) earlierRow(written.row, draft.index, draft.name, [...path, 'row'], scope);
  return {
    id,
    number: scope.earlier.length + 1,
    kind,
    table: draft.index,
    sets: inDrawOrder(sets, draft, path, problems),
    pick,
    where,
    rowOf: written.row,
  };
}

function setColumns(
  kind: 'insert' | 'update',
  written: StepFile,
  draft: TableDraft,
  path: Path,
  columns: ColumnScope,
  scope: StepScope,
): SetColumn[] {
  if (kind === 'insert') {
    const overrides = compileOverrides(written.with, [...path, 'with'], draft, columns, scope);
    return draft.columns.map(column => overrides.get(column.index) ?? asDrawn(column));
  }
  const named = (key: 'redraw' | 'fill' | 'advance'): Column[] =>
    list(written[key]).flatMap((name, place) => {
      const at = Array.isArray(written[key]) ? [...path, key, place] : [...path, key];
      const index = columnIndex(columns, name, at);
      return index === undefined ? [] : [draft.columns[index]!];
    });
  const hasPick = written.pick !== undefined;
  const redrawn = named('redraw');
  const sets = [
    ...redrawn.map(column => ({ ...asDrawn(column), picked: hasPick })),
    ...named('fill').map(column => ({ ...asDrawn(column), nulls: 0 })),
    ...named('advance').flatMap(column => asMove(column, path, scope)),
    ...compileOverrides(written.set, [...path, 'set'], draft, columns, scope).values(),
  ];
  checkSets(sets, redrawn, draft, path, scope);
  const changed = [written.redraw, written.fill, written.advance].flatMap(list);
  if (changed.length === 0 && Object.keys(written.set ?? {}).length === 0) {
    scope.problems.add(path, 'changes nothing: name columns with redraw, advance, fill or set', { at: 'key' });
  }
  return sets;
}

function checkSets(
  sets: readonly SetColumn[],
  redrawn: readonly Column[],
  draft: TableDraft,
  path: Path,
  scope: StepScope,
): void {
  for (const column of new Set(sets.map(set => set.column))) {
    const { name } = draft.columns[column]!;
    if (sets.filter(each => each.column === column).length > 1)
      scope.problems.add(path, `${name} is set twice`, { at: 'key' });
    if (draft.key.columns.includes(column) || draft.uniqueTogether.includes(column)) {
      scope.problems.add(path, `${name} belongs to a key that is made from the row number and cannot be set`, {
        at: 'key',
      });
    }
  }
  for (const { generator, name } of redrawn) {
    if (generator.kind === 'state')
      scope.problems.add([...path, 'redraw'], `${name} is a state machine`, { hint: 'use advance' });
  }
}

function asDrawn(column: Column): SetColumn {
  const { index, generator, nulls, presentWith, dependsOn: needs } = column;
  return { column: index, generator, nulls, presentWith, dependsOn: needs, picked: false };
}

function asMove(column: Column, path: Path, scope: StepScope): SetColumn[] {
  if (column.generator.kind !== 'state' || column.generator.next.size === 0) {
    scope.problems.add([...path, 'advance'], `${column.name} is no state machine with \`next\``);
    return [];
  }
  const generator = { kind: 'move', next: column.generator.next } as const;
  // A row that has a state moves on to another state, whatever else may make the column NULL.
  return [
    { ...asDrawn(column), generator, nulls: 0, presentWith: undefined, dependsOn: dependsOn(generator, undefined) },
  ];
}

/** Conditions that follow from `advance` (a state with moves) and `fill` (all columns NULL). */
function implied(written: StepFile, draft: TableDraft, columns: ColumnScope): Condition[] {
  const index = (name: string): number[] => [columns.columns.get(name) ?? []].flat();
  const advanced = list(written.advance)
    .flatMap(index)
    .flatMap((column): Condition[] => {
      const { generator } = draft.columns[column]!;
      return generator.kind === 'state' ? [{ column, values: [...generator.next.keys()] }] : [];
    });
  return [
    ...advanced,
    ...list(written.fill)
      .flatMap(index)
      .map(column => ({ column, values: [null] })),
  ];
}

function pickCount(written: StepFile, path: Path, scope: StepScope): number {
  if (written.pick === undefined) return 0;
  const redrawn = list(written.redraw).length;
  if (written.pick > redrawn) scope.problems.add([...path, 'pick'], `is more than the ${redrawn} columns of redraw`);
  if (redrawn > 8) scope.problems.add([...path, 'redraw'], 'names more than 8 columns to pick from');
  return written.pick;
}

function inDrawOrder(
  sets: readonly SetColumn[],
  { columns, drawOrder }: TableDraft,
  path: Path,
  problems: CompileProblems,
): SetColumn[] {
  const needs = columns.map(({ index }) => sets.find(set => set.column === index)?.dependsOn ?? []);
  const { order, cyclic } = dependencyOrder(needs);
  // A circle in the table itself was said already.
  if (cyclic.length > 0 && drawOrder.length === columns.length) {
    const names = cyclic.map(column => columns[column]!.name).join(', ');
    problems.add(path, `columns depend on each other in a circle: ${names}`, { at: 'key' });
  }
  const place = new Map(order.map((column, index) => [column, index]));
  return [...sets].sort((a, b) => (place.get(a.column) ?? 0) - (place.get(b.column) ?? 0));
}

function list(written: string | readonly string[] | undefined): readonly string[] {
  return written === undefined ? [] : typeof written === 'string' ? [written] : written;
}
