import type { Path } from '../yaml/yaml-file.ts';
import { columnIndex, type ColumnScope } from './column-scope.ts';
import { compileGenerator } from './compile-generator.ts';
import type { GeneratorSpec } from './generator-spec.ts';
import type { Column } from './model.ts';
import type { ColumnFile } from './model-file.generated.ts';
import { percentShare } from './offset.ts';

/** One column with its generator, or undefined after its problems were said. */
export function compileColumn(
  written: ColumnFile,
  index: number,
  name: string,
  path: Path,
  scope: ColumnScope,
): Column | undefined {
  const generator = compileGenerator(written, path, scope);
  const partner =
    written.presentWith === undefined ? undefined : columnIndex(scope, written.presentWith, [...path, 'presentWith']);
  if (partner === index) scope.problems.add([...path, 'presentWith'], 'is the column itself');
  const presentWith = partner === index ? undefined : partner;
  if (generator === undefined) return undefined;
  const nulls = written.nulls === undefined ? 0 : percentShare(written.nulls);
  return { index, name, generator, nulls, presentWith, dependsOn: dependsOn(generator, presentWith) };
}

/** Columns that must be known before this one can be drawn. */
export function dependsOn(generator: GeneratorSpec, presentWith: number | undefined): number[] {
  return [...new Set([...lookedAt(generator), ...(presentWith === undefined ? [] : [presentWith])])];
}

function lookedAt(generator: GeneratorSpec): number[] {
  switch (generator.kind) {
    case 'after':
      return [generator.column];
    case 'when':
      return generator.branches.flatMap(branch => [
        ...branch.conditions.map(condition => condition.column),
        ...lookedAt(branch.generator),
      ]);
    case 'json':
      return generator.members.flatMap(member => lookedAt(member.generator));
    default:
      return [];
  }
}
