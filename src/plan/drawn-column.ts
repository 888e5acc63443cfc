import type { GeneratorSpec } from '../model/generator-spec.ts';
import type { SetColumn, Step, Table } from '../model/model.ts';
import { hashName, type Draw } from './random.ts';
import { makeGenerator, type GeneratorTools } from './values/make-generator.ts';
import type { Generator, ValueContext } from './values/value-context.ts';

/** Tries to find values that differ from the old ones before another event takes an update's place. */
export const attemptsMax = 16;

/** A column ready to be drawn: in the seed phase, or by one step of an event. */
export interface DrawnColumn {
  readonly column: number;
  readonly kind: GeneratorSpec['kind'];
  readonly dependsOn: readonly number[];
  /** Place among the columns that `pick` chooses from, which is its bit; -1 where it is none of them. */
  readonly pickPlace: number;
  readonly presentWith: number | undefined;
  readonly nulls: number;
  /** Name hashes of the value's and the null's draws, for each attempt. */
  readonly hashes: readonly number[];
  readonly nullHashes: readonly number[];
  readonly generate: Generator;
}

/** Columns of a table as the seed phase draws them, in draw order. */
export function seedColumns(table: Table, toolsFor: (column: number) => GeneratorTools): DrawnColumn[] {
  return table.drawOrder.map(index => {
    const column = table.columns[index]!;
    return drawn({ ...column, column: index }, column.name, -1, 1, toolsFor(index));
  });
}

/** Columns as a step draws them. */
export function stepColumns(step: Step, table: Table, toolsFor: (column: number) => GeneratorTools): DrawnColumn[] {
  const attempts = step.kind === 'update' ? attemptsMax : 1;
  const pickable = step.pick === 0 ? [] : step.sets.filter(set => set.picked);
  return step.sets.map(set => {
    const name = `${step.number}.${table.name}.${table.columns[set.column]!.name}`;
    return drawn(set, name, pickable.indexOf(set), attempts, toolsFor(set.column));
  });
}

function drawn(
  set: Omit<SetColumn, 'picked'>,
  name: string,
  pickPlace: number,
  attempts: number,
  tools: GeneratorTools,
): DrawnColumn {
  const names = Array.from({ length: attempts }, (_, attempt) => (attempt === 0 ? name : `${name}#redraw${attempt}`));
  return {
    column: set.column,
    kind: set.generator.kind,
    dependsOn: set.dependsOn,
    pickPlace,
    presentWith: set.presentWith,
    nulls: set.nulls,
    hashes: names.map(hashName),
    nullHashes: names.map(each => hashName(`${each}#null`)),
    generate: makeGenerator(set.generator, tools),
  };
}

/** Draws the value; the draw is seated on the unit already, and the context knows the columns it depends on. */
export function drawValue(column: DrawnColumn, context: ValueContext & { draw: Draw }, attempt: number): string | null {
  if (column.presentWith !== undefined && context.valueOf(column.presentWith) === null) return null;
  if (column.nulls > 0 && context.draw.column(column.nullHashes[attempt]!).chance(column.nulls)) return null;
  context.draw.column(column.hashes[attempt]!);
  return column.generate(context);
}
