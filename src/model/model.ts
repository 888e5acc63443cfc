import type { GeneratorSpec } from './generator-spec.ts';

/**
 * A compiled model: names resolved to indexes, texts to numbers, everything checked. Plain frozen data; `plan/` turns it
 * into values and operations.
 */
export interface Model {
  readonly name: string;
  readonly locale: string;
  /** In the file's order; `index` of a table is its place here. */
  readonly tables: readonly Table[];
  /** Indexes of tables, parents before children: the order of the seed phase. */
  readonly seedOrder: readonly number[];
  /** In the file's order, which decides cards and substitutes. */
  readonly events: readonly Event[];
}

export interface Table {
  readonly index: number;
  readonly name: string;
  readonly rows: number;
  readonly scaled: boolean;
  readonly key: Key;
  /** Columns that the plan writes, the key's first; `index` of a column is its place here. */
  readonly columns: readonly Column[];
  /** Column indexes so that each comes after those it depends on. */
  readonly drawOrder: readonly number[];
  readonly serverColumns: readonly string[];
  /** Tables that a column refers to. */
  readonly parents: readonly number[];
  /** Reference columns drawn together without repeats. */
  readonly uniqueTogether: readonly number[];
  /**
   * True where no event deletes rows or sets key or unique columns: then any lane may refer to any seeded row. Else a
   * reference stays within the rows of the lane (design §3.3).
   */
  readonly shared: boolean;
  /** True where some event deletes rows. */
  readonly deletable: boolean;
}

/** serial: row number itself; uuid: keyed bijection of it; composite: the reference columns that are unique together. */
export interface Key {
  readonly kind: 'serial' | 'uuid' | 'composite';
  readonly columns: readonly number[];
}

export interface Column {
  readonly index: number;
  readonly name: string;
  readonly generator: GeneratorSpec;
  /** Share of NULL in hundredths of a percent. */
  readonly nulls: number;
  /** Column that must be present for this one to be. */
  readonly presentWith: number | undefined;
  /** Columns whose value this one's depends on. */
  readonly dependsOn: readonly number[];
}

export interface Event {
  readonly index: number;
  readonly name: string;
  readonly weight: number;
  /** Kind of the first step: where an event is not possible, one of the same kind takes its place. */
  readonly kind: Step['kind'];
  readonly steps: readonly Step[];
  readonly noop: boolean;
  /** SQLSTATE with which the server must reject the operation. */
  readonly expect: string | undefined;
}

export interface Step {
  /** Place among the steps of all events: what row histories store. */
  readonly id: number;
  /** Place in its event, from 1, as models count. */
  readonly number: number;
  readonly kind: 'insert' | 'update' | 'delete';
  readonly table: number;
  /** Columns the step draws, each after those it depends on. In an insert: all columns of the table. */
  readonly sets: readonly SetColumn[];
  /** How many of the `picked` columns are set by one operation; 0 = there are none and all of `sets` are set. */
  readonly pick: number;
  /** Rows qualify when all of these hold. */
  readonly where: readonly Condition[];
  /** Take the row of that earlier step (number) instead of drawing one. */
  readonly rowOf: number | undefined;
}

export interface SetColumn {
  readonly column: number;
  readonly generator: GeneratorSpec;
  readonly nulls: number;
  readonly presentWith: number | undefined;
  readonly dependsOn: readonly number[];
  /** Drawn anew until it differs, and one of those that `pick` chooses from. */
  readonly picked: boolean;
}

export interface Condition {
  readonly column: number;
  /** Accepted values; null stands for NULL. */
  readonly values: readonly (string | null)[];
}
