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

/**
 * The steps of one operation that are planned already. The lane has not taken them up, but later steps must mind them. Nearly
 * every operation has a single step: all questions are loops that end at once then.
 */
export class PlannedSteps {
  readonly all: PlannedStep[] = [];

  /** Begins the next operation. */
  clear(): void {
    this.all.length = 0;
  }

  add(step: PlannedStep): void {
    this.all.push(step);
  }

  /** The step with that number, counted from 1. */
  step(number: number): PlannedStep {
    return this.all[number - 1]!;
  }

  insertsInto(table: number): number {
    return this.count('insert', table);
  }

  /** How many rows of a table were deleted. */
  deletesFrom(table: number): number {
    return this.count('delete', table);
  }

  takes(table: number, ordinal: number): boolean {
    for (const step of this.all) if (step.ordinal === ordinal && step.change.step.table === table) return true;
    return false;
  }

  deletes(table: number, ordinal: number): boolean {
    for (const { ordinal: taken, change } of this.all) {
      if (taken === ordinal && change.step.table === table && change.step.kind === 'delete') return true;
    }
    return false;
  }

  refersTo(table: number, rowNumber: number): boolean {
    const row = rowIdentity(table, rowNumber);
    for (const { change } of this.all) if (change.references.includes(row)) return true;
    return false;
  }

  /** What the last step that set the column made of it; undefined where none did. */
  value(table: number, ordinal: number, column: number): string | null | undefined {
    for (let last = this.all.length - 1; last >= 0; last--) {
      const { change, ordinal: taken } = this.all[last]!;
      if (taken !== ordinal || change.step.table !== table) continue;
      const place = change.columns.indexOf(column);
      if (place >= 0) return change.values[place];
    }
    return undefined;
  }

  /** Key of a row that a step took. */
  key(table: number, ordinal: number): readonly string[] | undefined {
    for (const step of this.all)
      if (step.ordinal === ordinal && step.change.step.table === table) return step.change.key;
    return undefined;
  }

  private count(kind: Change['step']['kind'], table: number): number {
    let count = 0;
    for (const { change } of this.all) if (change.step.table === table && change.step.kind === kind) count += 1;
    return count;
  }
}
