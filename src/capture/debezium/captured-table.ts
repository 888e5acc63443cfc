/** A column as PostgreSQL's catalogue knows it. */
export interface CapturedColumn {
  readonly name: string;
  /** `pg_type.typname`, such as `int8`, `numeric`, `_text`. */
  readonly type: string;
  /** `atttypmod`; -1 for none. */
  readonly modifier: number;
  /** Whether an old image tells it: part of the replica identity, and every column under REPLICA IDENTITY FULL. */
  readonly inIdentity: boolean;
}

/** A table whose changes a connector is to deliver, its columns in the catalogue's order. */
export interface CapturedTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly CapturedColumn[];
}
