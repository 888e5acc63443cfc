import { orderedEntries } from '../yaml/plain-data.ts';
import type { Path } from '../yaml/yaml-file.ts';
import { scalarText } from './choices.ts';
import { compileColumn, dependsOn } from './compile-column.ts';
import { earlierRow } from './earlier-row.ts';
import { columnIndex, type ColumnScope } from './column-scope.ts';
import type { StepScope } from './compile-step.ts';
import type { TableDraft } from './compile-table.ts';
import { referredTables, type GeneratorSpec } from './generator-spec.ts';
import type { Column, SetColumn } from './model.ts';
import type { ColumnFile, Overrides, Scalar } from './model-file.generated.ts';
import { checkTimes } from './times.ts';

/** Columns of `with` or `set` by index: a value, null, `now`, a generator, or the key of an earlier step's row. */
export function compileOverrides(
  written: Overrides | undefined,
  path: Path,
  draft: TableDraft,
  columns: ColumnScope,
  scope: StepScope,
): Map<number, SetColumn> {
  const sets = new Map<number, SetColumn>();
  for (const [name, override] of orderedEntries(written ?? {})) {
    const at = [...path, name];
    const index = columnIndex(columns, name, at);
    const column = index === undefined ? undefined : draft.columns[index];
    if (column === undefined) continue;
    if (draft.key.columns.includes(column.index) || draft.uniqueTogether.includes(column.index)) {
      scope.problems.add(at, 'belongs to a key that is made from the row number and cannot be given');
      continue;
    }
    const set = compileOverride(override as Scalar | ColumnFile | { stepRow: number }, column, at, columns, scope);
    if (set === undefined) continue;
    checkTimes(set.generator, draft.columns, at, scope.problems);
    sets.set(column.index, set);
  }
  return sets;
}

function compileOverride(
  written: Scalar | ColumnFile | { stepRow: number },
  column: Column,
  path: Path,
  columns: ColumnScope,
  scope: StepScope,
): SetColumn | undefined {
  const fixed = (generator: GeneratorSpec): SetColumn => {
    return { column: column.index, generator, nulls: 0, presentWith: undefined, dependsOn: [], picked: false };
  };
  const { generator: usual } = column;
  if (written === null || typeof written !== 'object') {
    if (usual.kind === 'ref' && written !== null) {
      scope.problems.add(path, 'is a reference: give null, a { ref: ... } or a { stepRow: ... }');
    }
    if (written === 'now') return fixed({ kind: 'now', dateOnly: usual.kind === 'date' });
    return fixed({ kind: 'constant', value: scalarText(written) });
  }
  if ('stepRow' in written) return stepRow(written.stepRow, usual, path, scope, fixed);
  const compiled = compileColumn(written, column.index, column.name, path, columns);
  if (compiled === undefined) return undefined;
  const { generator, nulls, presentWith } = compiled;
  const isOtherReference = usual.kind === 'ref' && !(generator.kind === 'ref' && generator.table === usual.table);
  if (isOtherReference) scope.problems.add(path, 'must refer to the same table as the column does');
  if (usual.kind !== 'ref' && referredTables(generator).length > 0) {
    scope.problems.add(path, `cannot refer to rows: ${column.name} is no reference`, {
      hint: 'make the column a { ref: ..., nulls: 100% }',
    });
  }
  return { ...fixed(generator), nulls, presentWith, dependsOn: dependsOn(generator, presentWith) };
}

function stepRow(
  number: number,
  usual: GeneratorSpec,
  path: Path,
  scope: StepScope,
  fixed: (generator: GeneratorSpec) => SetColumn,
): SetColumn | undefined {
  const table = usual.kind === 'ref' ? usual.table : undefined;
  const what = 'the table that the column refers to';
  return earlierRow(number, table, what, path, scope) && table !== undefined
    ? fixed({ kind: 'stepRow', step: number, table })
    : undefined;
}
