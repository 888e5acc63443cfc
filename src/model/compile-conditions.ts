import { orderedEntries } from '../yaml/plain-data.ts';
import type { Path } from '../yaml/yaml-file.ts';
import { scalarText } from './choices.ts';
import { columnIndex, type ColumnScope } from './column-scope.ts';
import type { TableDraft } from './compile-table.ts';
import type { GeneratorSpec } from './generator-spec.ts';
import type { Condition } from './model.ts';
import type { Scalar } from './model-file.generated.ts';

const enumerations = new Set<GeneratorSpec['kind']>(['oneOf', 'each', 'bool', 'state', 'constant']);

/**
 * Conditions of `where`. Rows are chosen by enumerations, booleans and nullness only: sets of candidates over other
 * columns would have to be kept for every value there is.
 */
export function compileConditions(
  written: object | undefined,
  path: Path,
  draft: TableDraft,
  columns: ColumnScope,
): Condition[] {
  return orderedEntries(written ?? {}).flatMap(([name, value]): Condition[] => {
    const column = columnIndex(columns, name, [...path, name]);
    if (column === undefined) return [];
    const values = (Array.isArray(value) ? (value as Scalar[]) : [value as Scalar]).map(scalarText);
    const { generator } = draft.columns[column]!;
    if (!enumerations.has(generator.kind) && values.some(each => each !== null)) {
      columns.problems.add(
        [...path, name],
        `${name} is neither an enumeration nor a boolean: only null can be asked for`,
      );
    }
    return [{ column, values }];
  });
}
