import { didYouMean } from '../shared/did-you-mean.ts';
import { orderedEntries } from '../yaml/plain-data.ts';
import type { Path } from '../yaml/yaml-file.ts';
import { scalarText } from './choices.ts';
import type { ColumnScope } from './column-scope.ts';
import { generatorKeys } from './generator-keys.ts';
import type { Branch, GeneratorSpec } from './generator-spec.ts';
import type { ColumnFile, Scalar } from './model-file.generated.ts';

const generatorWords = new Set<string>([...generatorKeys, 'max', 'within', 'alphanumeric', 'next']);

/**
 * Branches by condition. Keys of an entry that are generator words make its generator, all others are columns of the
 * table with the values they must have.
 */
export function compileWhen(
  entries: readonly object[],
  path: Path,
  scope: ColumnScope,
  compileGenerator: (column: ColumnFile, path: Path, scope: ColumnScope) => GeneratorSpec | undefined,
): GeneratorSpec {
  const branches = entries.flatMap((entry, place): Branch[] => {
    const at = [...path, place];
    const words = orderedEntries(entry).filter(([key]) => generatorWords.has(key));
    const conditions = orderedEntries(entry)
      .filter(([key]) => !generatorWords.has(key))
      .flatMap(([key, values]) => compileCondition(key, values, at, scope));
    if (conditions.length === 0 && place < entries.length - 1) {
      scope.problems.add(at, 'an entry without a condition hides those after it', { hint: 'put it last' });
    }
    const generator = compileGenerator(Object.fromEntries(words), at, scope);
    return generator === undefined ? [] : [{ conditions, generator }];
  });
  return { kind: 'when', branches };
}

function compileCondition(
  key: string,
  values: unknown,
  path: Path,
  scope: ColumnScope,
): Branch['conditions'][number][] {
  const column = scope.columns.get(key);
  if (column === undefined) {
    const near = didYouMean(key, [...scope.columns.keys(), ...generatorWords]);
    const hint = near === undefined ? {} : { hint: `did you mean "${near}"?` };
    scope.problems.add([...path, key], `is neither a column of ${scope.tableName} nor a generator`, {
      ...hint,
      at: 'key',
    });
    return [];
  }
  const accepted = (Array.isArray(values) ? values : [values]) as unknown[];
  if (accepted.some(value => value !== null && typeof value === 'object')) {
    scope.problems.add([...path, key], 'a condition is a value or a list of values');
    return [];
  }
  return [{ column, values: accepted.map(value => scalarText(value as Scalar)) }];
}
