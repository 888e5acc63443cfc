import { didYouMean } from '../shared/did-you-mean.ts';
import type { Path } from '../yaml/yaml-file.ts';
import type { CompileProblems } from './compile-problems.ts';

/** Names that a column's generator may mention: columns of its table, and tables. */
export interface ColumnScope {
  readonly problems: CompileProblems;
  readonly tables: ReadonlyMap<string, number>;
  readonly columns: ReadonlyMap<string, number>;
  readonly tableName: string;
}

/** Index of a column, or undefined after saying that there is none. */
export function columnIndex(scope: ColumnScope, name: string, path: Path): number | undefined {
  return find(scope.columns, name, path, scope.problems, `a column of ${scope.tableName}`);
}

/** Index of a table, or undefined after saying that there is none. */
export function tableIndex(
  tables: ReadonlyMap<string, number>,
  name: string,
  path: Path,
  problems: CompileProblems,
): number | undefined {
  return find(tables, name, path, problems, 'a table of the model');
}

function find(
  names: ReadonlyMap<string, number>,
  name: string,
  path: Path,
  problems: CompileProblems,
  what: string,
): number | undefined {
  const index = names.get(name);
  if (index === undefined) {
    const near = didYouMean(name, names.keys());
    problems.add(path, `"${name}" is not ${what}`, near === undefined ? {} : { hint: `did you mean "${near}"?` });
  }
  return index;
}
