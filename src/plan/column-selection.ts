import type { DrawnColumn } from './drawn-column.ts';

/** The columns that one statement sets, in the step's order. */
export interface ColumnSelection {
  readonly columns: readonly DrawnColumn[];
  /** Their indexes in the table. */
  readonly indexes: readonly number[];
  /** By column index, its place among them; -1 where it is left alone. */
  readonly places: readonly number[];
  /** Place of the column that moves a state machine, or -1. */
  readonly movePlace: number;
}

/** Every selection that a step can make, each worked out once. */
export class ColumnSelections {
  private readonly byPicked = new Map<number, ColumnSelection>();
  private readonly columns: readonly DrawnColumn[];
  private readonly tableColumns: number;

  /** @param tableColumns how many columns the table has */
  constructor(columns: readonly DrawnColumn[], tableColumns: number) {
    this.columns = columns;
    this.tableColumns = tableColumns;
  }

  /** @param picked bits of the columns that were picked */
  of(picked: number): ColumnSelection {
    let selection = this.byPicked.get(picked);
    if (selection === undefined) {
      selection = this.select(picked);
      this.byPicked.set(picked, selection);
    }
    return selection;
  }

  private select(picked: number): ColumnSelection {
    const columns = this.columns.filter(column => isSet(column, picked));
    const indexes = columns.map(({ column }) => column);
    const places = Array.from({ length: this.tableColumns }, (_, column) => indexes.indexOf(column));
    return { columns, indexes, places, movePlace: columns.findIndex(({ kind }) => kind === 'move') };
  }
}

/** Whether a step with those picked columns (bits) sets the column. */
export function isSet({ pickPlace }: DrawnColumn, picked: number): boolean {
  return pickPlace < 0 || (picked & (1 << pickPlace)) !== 0;
}
