import { orderedEntries } from '../yaml/plain-data.ts';
import type { Path } from '../yaml/yaml-file.ts';
import type { CompileProblems } from './compile-problems.ts';
import type { Choices } from './generator-spec.ts';
import type { Scalar } from './model-file.generated.ts';

/** A scalar of a model file as canonical text: booleans as PostgreSQL prints them. */
export function scalarText(value: Scalar): string | null {
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return value === null ? null : String(value);
}

/**
 * A key of a map of values, as the value it stands for. Keys are texts, so `null`, `true` and `false` mean what they mean in
 * a list; a text that reads like one of them can be given in a list only.
 */
export function keyText(key: string): string | null {
  if (key === 'null') return null;
  const lower = key.toLowerCase();
  return lower === 'true' ? 't' : lower === 'false' ? 'f' : key;
}

/** A list of values, or a map from value to weight in the file's order. Weights of 0 drop out. */
export function compileChoices(written: readonly Scalar[] | object, path: Path, problems: CompileProblems): Choices {
  const entries: [string | null, number][] = Array.isArray(written)
    ? written.map(value => [scalarText(value as Scalar), 1])
    : orderedEntries(written).map(([key, weight]) => [keyText(key), weight as number]);
  const weighted = entries.filter(([, weight]) => weight > 0);
  const upTo: number[] = [];
  let total = 0;
  for (const [, weight] of weighted) upTo.push((total += weight));
  if (total === 0) problems.add(path, 'the weights sum up to 0', { hint: 'give at least one value a weight above 0' });
  return { values: weighted.map(([value]) => value), upTo, total };
}
