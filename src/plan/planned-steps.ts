import { rowIdentity, type Change } from './operation.ts';

/** A change with what the lane has to remember of it. */
export interface PlannedStep {
  readonly change: Change;
  readonly ordinal: number;
  readonly attempt: number;
  /** Place of the new state among the step's states. */
  readonly state: number;
  /** Row numbers of parents that must be remembered, by their place in the history. */
  readonly ownParents: readonly number[];
}

/** The steps of one operation that are planned already. The lane has not taken them up, but later steps must mind them. */
export class PlannedSteps {
  readonly all: PlannedStep[] = [];

  add(step: PlannedStep): void {
    this.all.push(step);
  }

  /** The step with that number, counted from 1. */
  step(number: number): PlannedStep {
    return this.all[number - 1]!;
  }

  insertsInto(table: number): number {
    return this.of(table).filter(({ change }) => change.step.kind === 'insert').length;
  }

  /** Ordinals of the rows of a table that were taken. */
  taken(table: number): number[] {
    return this.of(table).map(({ ordinal }) => ordinal);
  }

  /** Ordinals of the rows of a table that were deleted. */
  deleted(table: number): number[] {
    return this.of(table)
      .filter(({ change }) => change.step.kind === 'delete')
      .map(({ ordinal }) => ordinal);
  }

  refersTo(table: number, rowNumber: number): boolean {
    const row = rowIdentity(table, rowNumber);
    return this.all.some(({ change }) => change.references.includes(row));
  }

  /** What the last step that set the column made of it; undefined where none did. */
  value(table: number, ordinal: number, column: number): string | null | undefined {
    const setters = this.of(table).filter(step => step.ordinal === ordinal && step.change.columns.includes(column));
    const change = setters.at(-1)?.change;
    return change?.values[change.columns.indexOf(column)];
  }

  /** Key of a row that a step took. */
  key(table: number, ordinal: number): readonly string[] | undefined {
    return this.of(table).find(step => step.ordinal === ordinal)?.change.key;
  }

  private of(table: number): PlannedStep[] {
    return this.all.length === 0 ? [] : this.all.filter(({ change }) => change.step.table === table);
  }
}
