import type { Step } from '../model/model.ts';

/** One event instance = one transaction. What a lane yields and an executor sends. */
export interface Operation {
  /** Global number, from 0. */
  readonly number: number;
  readonly lane: number;
  /** Index of the event that is executed; undefined for a skip: no event was possible. */
  readonly event: number | undefined;
  /** True where another event's card was drawn, for which no row was suitable. */
  readonly substituted: boolean;
  /** Planned time since the start of the stream in microseconds. */
  readonly dueUs: number;
  readonly changes: readonly Change[];
  /** SQLSTATE with which the server must reject it. */
  readonly expect: string | undefined;
}

/** One statement of an operation: one row. */
export interface Change {
  readonly step: Step;
  readonly rowNumber: number;
  /** Key columns' values, in the key's order. */
  readonly key: readonly string[];
  /** Columns set, in the step's order; empty for a delete. */
  readonly columns: readonly number[];
  /** Canonical texts for `columns`; null is NULL. */
  readonly values: readonly (string | null)[];
  /** Bit i set: the i-th column that `pick` chooses from is among `columns`. 0 where the step picks nothing. */
  readonly picked: number;
  /** Rows that the new or the old image refers to, as row identities. */
  readonly references: readonly number[];
}

const rowsPerTable = 0x100_0000_0000;

/** One number for a row of any table (tables below 2^13, row numbers below 2^40). */
export function rowIdentity(table: number, rowNumber: number): number {
  return table * rowsPerTable + rowNumber;
}
