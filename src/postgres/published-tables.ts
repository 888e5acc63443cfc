import type pg from 'pg';
import { sqlFile } from './sql-file.ts';

/** A table as connectors see it, its columns in the catalogue's order. */
export interface PublishedTable {
  readonly schema: string;
  readonly table: string;
  /** REPLICA IDENTITY FULL: old images tell every column. */
  readonly isFull: boolean;
  readonly columns: readonly PublishedColumn[];
}

export interface PublishedColumn {
  readonly name: string;
  /** `pg_type.typname`. */
  readonly type: string;
  /** `atttypmod`; -1 for none. */
  readonly modifier: number;
  /** Whether an old image tells it. */
  readonly inIdentity: boolean;
}

export async function readPublishedTables(
  client: pg.ClientBase,
  schema: string,
  names: readonly string[],
): Promise<PublishedTable[]> {
  type Row = PublishedColumn & { readonly table: string; readonly isFull: boolean };
  const { rows } = await client.query<Row>(sqlFile('catalogue/identity'), [schema, names]);
  return names.map(table => {
    const own = rows.filter(row => row.table === table);
    const columns = own.map(({ name, type, modifier, inIdentity }) => ({ name, type, modifier, inIdentity }));
    return { schema, table, isFull: own[0]?.isFull ?? false, columns };
  });
}
