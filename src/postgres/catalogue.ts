import type pg from 'pg';
import type { Model, Table } from '../model/model.ts';
import { CannotRun } from '../shared/errors.ts';
import { didYouMean } from '../shared/did-you-mean.ts';
import { sqlFile } from './sql-file.ts';

/** A column as the server knows it. */
export interface ServerColumn {
  readonly table: string;
  readonly column: string;
  /** Name of its type in pg_type, such as `int8`, `varchar`, `numeric`. */
  readonly type: string;
  readonly modifier: number;
  readonly formattedType: string;
  readonly generated: boolean;
  /** `a` where the server insists on making the identity value itself, `d` or empty otherwise. */
  readonly identity: string;
  readonly hasDefault: boolean;
  readonly notNull: boolean;
}

/** The model's tables as they stand on the server, by table index, then by column name. */
export type Catalogue = readonly ReadonlyMap<string, ServerColumn>[];

/**
 * Reads the model's tables and compares them with the model.
 * @returns the catalogue, and warnings that name the columns which the server fills although the model does not say so
 * @throws CannotRun listing every table and column that does not fit
 */
export async function readCatalogue(
  client: pg.ClientBase,
  schema: string,
  model: Model,
): Promise<{ catalogue: Catalogue; warnings: string[] }> {
  const names = model.tables.map(table => table.name);
  const { rows } = await client.query<ServerColumn>(sqlFile('catalogue/columns'), [schema, names]);
  const catalogue = model.tables.map(
    table => new Map(rows.filter(row => row.table === table.name).map(row => [row.column, row])),
  );
  const faults = model.tables.flatMap(table => misfits(table, catalogue[table.index]!));
  if (faults.length > 0) {
    throw new CannotRun(`the tables do not fit the model:\n  ${faults.join('\n  ')}`, {
      hint: catalogue.every(columns => columns.size === 0)
        ? '`alimentador init-db` makes them from the DDL of the model'
        : 'correct the model or its DDL',
    });
  }
  return { catalogue, warnings: model.tables.flatMap(table => serverFilled(table, catalogue[table.index]!)) };
}

function misfits(table: Table, columns: ReadonlyMap<string, ServerColumn>): string[] {
  if (columns.size === 0) return [`${table.name}: there is no such table`];
  const absent = [...table.columns.map(column => column.name), ...table.serverColumns].filter(
    name => !columns.has(name),
  );
  const missing = absent.map(name => {
    const near = didYouMean(name, columns.keys());
    return `${table.name}.${name}: there is no such column${near === undefined ? '' : ` (did you mean "${near}"?)`}`;
  });
  const generated = table.columns
    .filter(column => columns.get(column.name)?.generated === true)
    .map(column => `${table.name}.${column.name}: the server generates it, so the model cannot write it`);
  const needed = unwritten(table, columns)
    .filter(column => column.notNull && !column.hasDefault && !column.generated)
    .map(column => `${table.name}.${column.column}: is NOT NULL without a default, and the model does not write it`);
  return [...missing, ...generated, ...needed];
}

/** Columns that the model neither writes nor names as the server's. */
function unwritten(table: Table, columns: ReadonlyMap<string, ServerColumn>): ServerColumn[] {
  const known = new Set([...table.columns.map(column => column.name), ...table.serverColumns]);
  return [...columns.values()].filter(column => !known.has(column.column));
}

function serverFilled(table: Table, columns: ReadonlyMap<string, ServerColumn>): string[] {
  return unwritten(table, columns).map(
    ({ column, generated }) =>
      `${table.name}.${column} is not in the model${generated ? ' (a generated column)' : ''}: left to the server and not compared`,
  );
}
