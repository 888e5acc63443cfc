import { ownedOf, rowNumberOf } from './ownership.ts';
import { rowIdentity } from './operation.ts';
import { Draw } from './random.ts';
import type { RowHistory } from './row-history.ts';
import type { ValueContext } from './values/value-context.ts';
import type { Workload } from './workload.ts';

/**
 * Draws values of streamed operations. Seated on an operation and a row it makes the same value whenever it is asked:
 * while the operation is planned, and again when a row's image is needed later.
 */
export class StreamDraw implements ValueContext {
  readonly draw = new Draw();
  nowSeconds = 0;
  rowNumber = 0;
  uniqueIndex = 0;
  /** Rows referred to since the caller emptied it. */
  references: number[] = [];
  /** Values of columns of the row; set by the caller before a draw. */
  known: (column: number) => string | null = () => null;
  /** Row number of a parent that must be one of the lane's own rows; set by the caller. */
  ownParent: (table: number) => number = () => 0;
  /** Row number of the row that a step of the same operation touched; set by the caller. */
  stepRow: (step: number) => number = () => 0;

  private operation = 0;
  private table = 0;
  private readonly workload: Workload;
  private readonly lane: number;
  private readonly histories: readonly RowHistory[];

  constructor(workload: Workload, lane: number, histories: readonly RowHistory[]) {
    this.workload = workload;
    this.lane = lane;
    this.histories = histories;
  }

  /** @param operation counted within the lane */
  seat(operation: number, table: number, rowNumber: number): void {
    const number = this.globalNumber(operation);
    this.operation = operation;
    this.table = table;
    this.rowNumber = rowNumber;
    this.draw.unit(this.workload.streamRoot, number);
    const { settings, timeline } = this.workload;
    this.nowSeconds = settings.referenceSeconds + Math.floor(timeline.dueUs(this.lane, operation) / 1_000_000);
  }

  /** Sets the unique index for an insert (`step` undefined) or for an update by that step. */
  seatUnique(column: number, step: number | undefined): void {
    if (step !== undefined) {
      this.uniqueIndex = 2 * (this.globalNumber(this.operation) * this.workload.steps.length + step) + 1;
    } else {
      const isReset = this.workload.tables[this.table]!.reset.has(column);
      this.uniqueIndex = isReset ? 2 * (this.rowNumber - 1) : this.rowNumber - 1;
    }
  }

  /** How many rows of a table may be referred to by the seated operation, when any lane may refer to its seeded rows. */
  referable(table: number, operation: number): number {
    return this.workload.tables[table]!.volume + this.histories[table]!.insertedBefore(operation);
  }

  valueOf(column: number): string | null {
    return this.known(column);
  }

  referTo(table: number): number {
    const rowNumber = this.workload.tables[table]!.table.shared ? this.sharedParent(table) : this.ownParent(table);
    this.references.push(rowIdentity(table, rowNumber));
    return rowNumber;
  }

  referTogether(place: number): number {
    const { together, table } = this.workload.tables[this.table]!;
    const rowNumber = together!.parent(this.rowNumber, place);
    const generator = table.columns[table.uniqueTogether[place]!]!.generator;
    if (generator.kind === 'refTogether') this.references.push(rowIdentity(generator.table, rowNumber));
    return rowNumber;
  }

  rowOfStep(step: number): number {
    return this.stepRow(step);
  }

  keyText(table: number, rowNumber: number): string {
    return this.workload.tables[table]!.keys.text(rowNumber);
  }

  private sharedParent(table: number): number {
    const { volume } = this.workload.tables[table]!;
    const { lanes } = this.workload.settings;
    const place = this.draw.below(this.referable(table, this.operation));
    if (place < volume) return place + 1;
    return rowNumberOf(ownedOf(volume, this.lane, lanes) + place - volume, this.lane, lanes);
  }

  private globalNumber(operation: number): number {
    return operation * this.workload.settings.lanes + this.lane;
  }
}
