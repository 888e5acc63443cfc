import type { Path } from '../yaml/yaml-file.ts';
import type { CompileProblems } from './compile-problems.ts';
import type { GeneratorSpec } from './generator-spec.ts';
import type { Column } from './model.ts';

const timeText = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}:\d{2}Z?)?$/;

/** Says so where a generator counts from a column that holds no dates or times: its values would be none either. */
export function checkTimes(
  generator: GeneratorSpec,
  columns: readonly Column[],
  path: Path,
  problems: CompileProblems,
): void {
  for (const base of new Set(countedFrom(generator))) {
    const { name, generator: usual } = columns[base]!;
    if (!isTime(usual)) problems.add(path, `counts from ${name}, which is no date or time`);
  }
}

/** Columns that `after` counts from. */
function countedFrom(generator: GeneratorSpec): number[] {
  switch (generator.kind) {
    case 'after':
      return [generator.column];
    case 'when':
      return generator.branches.flatMap(branch => countedFrom(branch.generator));
    case 'json':
      return generator.members.flatMap(member => countedFrom(member.generator));
    default:
      return [];
  }
}

function isTime(generator: GeneratorSpec): boolean {
  const areTimes = (values: readonly (string | null)[]): boolean =>
    values.every(value => value === null || timeText.test(value));
  switch (generator.kind) {
    case 'date':
    case 'timestamp':
    case 'after':
      return true;
    case 'each':
      return areTimes(generator.values);
    case 'oneOf':
      return areTimes(generator.choices.values);
    case 'when':
      return generator.branches.every(branch => isTime(branch.generator));
    default:
      return false;
  }
}
