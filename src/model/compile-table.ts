import { orderedEntries } from '../yaml/plain-data.ts';
import type { Path } from '../yaml/yaml-file.ts';
import { compileColumn } from './compile-column.ts';
import type { CompileProblems } from './compile-problems.ts';
import { columnIndex, type ColumnScope } from './column-scope.ts';
import { referredTables } from './generator-spec.ts';
import type { Column, Key, Table } from './model.ts';
import type { ColumnFile, Key as KeyFile, TableFile } from './model-file.generated.ts';
import { dependencyOrder } from './order.ts';
import { checkTimes } from './times.ts';

/** What a table says of itself; whether it is shared and deletable follows from the events. */
export type TableDraft = Omit<Table, 'shared' | 'deletable'>;

/** What `everyTable` and the table itself say about keys and server columns. */
export interface TableDefaults {
  readonly key?: KeyFile;
  readonly serverColumns?: readonly string[];
}

/**
 * A table with its columns; undefined after its problems were said.
 * @param tables index by name of all tables of the model
 */
export function compileTable(
  name: string,
  written: TableFile,
  defaults: TableDefaults,
  tables: ReadonlyMap<string, number>,
  problems: CompileProblems,
): TableDraft | undefined {
  const path: Path = ['tables', name];
  const keyFile = written.key ?? defaults.key;
  if (keyFile === undefined) {
    problems.add(path, 'has no key', { hint: 'add `key: id` here or under everyTable', at: 'key' });
  }
  const ownKey = keyFile === undefined ? undefined : ownKeyColumn(keyFile);
  const writtenColumns = orderedEntries(written.columns) as [string, ColumnFile][];
  const names = [...(ownKey === undefined ? [] : [ownKey.name]), ...writtenColumns.map(([column]) => column)];
  if (new Set(names).size < names.length)
    problems.add([...path, 'columns', names[0]!], 'is the key already', { at: 'key' });
  const scope: ColumnScope = {
    problems,
    tables,
    tableName: name,
    columns: new Map(names.map((each, index) => [each, index])),
  };
  const columns: Column[] = ownKey === undefined ? [] : [ownKey];
  for (const [column, file] of writtenColumns) {
    const compiled = compileColumn(file, scope.columns.get(column)!, column, [...path, 'columns', column], scope);
    if (compiled !== undefined) columns.push(compiled);
  }
  const serverColumns = written.serverColumns ?? defaults.serverColumns ?? [];
  for (const column of serverColumns) {
    if (scope.columns.has(column)) problems.add([...path, 'columns', column], 'is a server column too', { at: 'key' });
  }
  if (keyFile === undefined || columns.length < names.length) return undefined;
  for (const column of columns) checkTimes(column.generator, columns, [...path, 'columns', column.name], problems);
  const together = uniqueTogether(keyFile, written, columns, path, scope);
  return {
    index: tables.get(name)!,
    name,
    rows: written.rows,
    scaled: written.scale !== 'fixed',
    key: compileKey(keyFile, together),
    columns: asTogether(columns, together),
    drawOrder: drawOrder(columns, path, problems),
    serverColumns,
    parents: [...new Set(columns.flatMap(({ generator }) => referredTables(generator)))],
    uniqueTogether: together,
  };
}

function ownKeyColumn(key: KeyFile): Column | undefined {
  if (Array.isArray(key)) return undefined;
  const shared = { index: 0, nulls: 0, presentWith: undefined, dependsOn: [] };
  if (typeof key === 'string') return { ...shared, name: key, generator: { kind: 'rowNumber' } };
  return { ...shared, name: key.uuid, generator: { kind: 'uuidKey' } };
}

function compileKey(key: KeyFile, together: readonly number[]): Key {
  if (Array.isArray(key)) return { kind: 'composite', columns: together };
  return { kind: typeof key === 'string' ? 'serial' : 'uuid', columns: [0] };
}

/** Columns of a composite key or of `unique`; each must be a plain reference. */
function uniqueTogether(
  key: KeyFile,
  written: TableFile,
  columns: readonly Column[],
  path: Path,
  scope: ColumnScope,
): number[] {
  const [names, at] = Array.isArray(key) ? [key, 'key'] : [written.unique ?? [], 'unique'];
  if (Array.isArray(key) && written.unique !== undefined) {
    scope.problems.add([...path, 'unique'], 'cannot stand beside a composite key, which is unique already');
  }
  return names.flatMap((name, place) => {
    const index = columnIndex(scope, name, [...path, at, place]);
    if (index === undefined) return [];
    if (names.indexOf(name) < place) scope.problems.add([...path, at, place], `${name} is named twice`);
    const { generator, nulls, presentWith } = columns[index]!;
    if (generator.kind !== 'ref' || nulls > 0 || presentWith !== undefined) {
      scope.problems.add(
        [...path, at, place],
        `${name} must be a plain { ref: ... } without nulls to be unique together`,
      );
    }
    return [index];
  });
}

function asTogether(columns: readonly Column[], together: readonly number[]): Column[] {
  return columns.map(column => {
    const place = together.indexOf(column.index);
    if (place < 0 || column.generator.kind !== 'ref') return column;
    return { ...column, generator: { kind: 'refTogether', table: column.generator.table, place } };
  });
}

function drawOrder(columns: readonly Column[], path: Path, problems: CompileProblems): number[] {
  const { order, cyclic } = dependencyOrder(columns.map(column => column.dependsOn));
  if (cyclic.length > 0) {
    const names = cyclic.map(index => columns[index]!.name).join(', ');
    problems.add([...path, 'columns', columns[cyclic[0]!]!.name], `columns depend on each other in a circle: ${names}`);
  }
  return order;
}
