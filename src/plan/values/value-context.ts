import type { Draw } from '../random.ts';

/**
 * What a generator may look at while it makes one value. Implemented by the seed rows and by the lanes; the draw is
 * already seated on the column.
 */
export interface ValueContext {
  readonly draw: Draw;
  /** "Now" in whole seconds since 1970: the reference time, or that plus the planned due time. */
  readonly nowSeconds: number;
  readonly rowNumber: number;
  /** A number that no other value of the column has: what unique generators permute. */
  readonly uniqueIndex: number;
  /** Value of another column of the row as it is at this moment. */
  valueOf(column: number): string | null;
  /** Row number of a row to refer to, drawn among those that may be referred to. */
  referTo(table: number): number;
  /** Row number of the parent at a place of the columns that are unique together. */
  referTogether(place: number): number;
  /** Row number of the row that an earlier step of the operation touched. */
  rowOfStep(step: number): number;
  /** Key of a row as canonical text. */
  keyText(table: number, rowNumber: number): string;
}

/** Makes one value: canonical text, or null for NULL. */
export type Generator = (context: ValueContext) => string | null;
