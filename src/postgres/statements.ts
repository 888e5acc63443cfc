import type { Model, Step, Table } from '../model/model.ts';
import type { Change } from '../plan/operation.ts';
import type { Catalogue } from './catalogue.ts';
import { identifier, identifiers } from './sql-text.ts';

/** A statement that is prepared once on each connection. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** All statements that the events of a model can need, found by step and picked columns. */
export class Statements {
  readonly all: readonly Prepared[];
  private readonly byShape: ReadonlyMap<number, Prepared>;

  constructor(model: Model, catalogue: Catalogue) {
    const shapes = model.events
      .flatMap(event => event.steps)
      .flatMap(step => {
        const table = model.tables[step.table]!;
        const insists = [...catalogue[step.table]!.values()].some(column => column.identity === 'a');
        return pickedSets(step).map(
          picked => [shapeOf(step, picked), makeStatement(step, table, picked, insists)] as const,
        );
      });
    this.byShape = new Map(shapes);
    this.all = shapes.map(([, statement]) => statement);
  }

  of(change: Change): Prepared {
    return this.byShape.get(shapeOf(change.step, change.picked))!;
  }
}

/** Parameters of a change's statement: the values set, then the key. */
export function parametersOf(change: Change): (string | null)[] {
  return change.step.kind === 'insert' ? [...change.values] : [...change.values, ...change.key];
}

function shapeOf(step: Step, picked: number): number {
  return step.id * 256 + picked;
}

/** Every way to pick columns that the step has, as bits; [0] where it picks none. */
function pickedSets(step: Step): number[] {
  if (step.pick === 0) return [0];
  const choices = step.sets.filter(set => set.picked).length;
  const isPick = (bits: number): boolean => bits.toString(2).replaceAll('0', '').length === step.pick;
  return Array.from({ length: 1 << choices }, (_, bits) => bits).filter(isPick);
}

function makeStatement(step: Step, table: Table, picked: number, insists: boolean): Prepared {
  const pickable = step.sets.filter(set => set.picked);
  const isSet = (set: Step['sets'][number]): boolean =>
    step.pick === 0 || !set.picked || (picked & (1 << pickable.indexOf(set))) !== 0;
  const columns = step.sets.filter(isSet).map(set => table.columns[set.column]!.name);
  const where = table.key.columns
    .map((column, place) => `${identifier(table.columns[column]!.name)} = $${columns.length + place + 1}`)
    .join(' AND ');
  const name = `s${step.id}_${picked}`;
  const target = identifier(table.name);
  switch (step.kind) {
    case 'insert': {
      const values = columns.map((_, place) => `$${place + 1}`).join(', ');
      const overriding = insists ? ' OVERRIDING SYSTEM VALUE' : '';
      return { name, text: `INSERT INTO ${target} (${identifiers(columns)})${overriding} VALUES (${values})` };
    }
    case 'update': {
      const sets = columns.map((column, place) => `${identifier(column)} = $${place + 1}`).join(', ');
      return { name, text: `UPDATE ${target} SET ${sets} WHERE ${where}` };
    }
    case 'delete':
      return { name, text: `DELETE FROM ${target} WHERE ${where}` };
  }
}
