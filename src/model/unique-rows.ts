import { uniqueSpace } from './generator-spec.ts';
import type { Model, Step, Table } from './model.ts';

/** How many rows a column has values for, by construction unique. */
export interface UniqueRows {
  readonly column: number;
  readonly rows: number;
}

/** Unique columns that events set anew: inserts take the even ones of their values, updates the odd ones. */
export function columnsSetAnew(table: Table, model: Model): Set<number> {
  const updates = stepsOf(table, model).filter(step => step.kind === 'update');
  return new Set(
    updates.flatMap(step => step.sets.filter(set => uniqueSpace(set.generator) !== undefined).map(set => set.column)),
  );
}

/** Unique columns of a table with the rows that the seed phase can give a value each. */
export function uniqueRows(table: Table, model: Model): UniqueRows[] {
  return rowsOf(
    table.columns.map(({ index, generator }) => ({ column: index, generator })),
    columnsSetAnew(table, model),
  );
}

/** The same for the rows that events insert. */
export function uniqueInserts(table: Table, model: Model): UniqueRows[] {
  const inserts = stepsOf(table, model).filter(step => step.kind === 'insert');
  return rowsOf(
    inserts.flatMap(step => step.sets),
    columnsSetAnew(table, model),
  );
}

function rowsOf(
  sets: readonly Pick<Step['sets'][number], 'column' | 'generator'>[],
  setAnew: ReadonlySet<number>,
): UniqueRows[] {
  return sets.flatMap(({ column, generator }) => {
    const space = uniqueSpace(generator);
    if (space === undefined) return [];
    return [{ column, rows: setAnew.has(column) ? Math.floor(space / 2) : space }];
  });
}

function stepsOf(table: Table, { events }: Model): Step[] {
  return events.flatMap(event => event.steps).filter(step => step.table === table.index);
}
