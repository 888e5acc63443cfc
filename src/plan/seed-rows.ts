import { drawValue } from './drawn-column.ts';
import { laneOf, ownedOf, rowNumberOf } from './ownership.ts';
import { Draw } from './random.ts';
import type { ValueContext } from './values/value-context.ts';
import type { TablePlan, Workload } from './workload.ts';

/**
 * Rows of the seed phase, random access: row `rowNumber` of a table is a pure function of workload and number.
 * One instance serves one caller at a time.
 */
export class SeedRows implements ValueContext {
  readonly draw = new Draw();
  readonly nowSeconds: number;
  rowNumber = 0;
  uniqueIndex = 0;
  private values: (string | null)[] = [];
  private readonly workload: Workload;
  private readonly plan: TablePlan;

  constructor(workload: Workload, table: number) {
    this.workload = workload;
    this.plan = workload.tables[table]!;
    this.nowSeconds = workload.settings.referenceSeconds;
  }

  /** All values of a row by column index. */
  row(rowNumber: number): (string | null)[] {
    this.rowNumber = rowNumber;
    this.values = Array<string | null>(this.plan.table.columns.length).fill(null);
    this.draw.unit(this.plan.seedRoot, rowNumber);
    for (const column of this.plan.seedColumns) {
      this.uniqueIndex = this.plan.reset.has(column.column) ? 2 * (rowNumber - 1) : rowNumber - 1;
      this.values[column.column] = drawValue(column, this, 0);
    }
    return this.values;
  }

  /** One value of a row; only the columns it depends on are drawn besides. */
  value(rowNumber: number, column: number): string | null {
    this.rowNumber = rowNumber;
    this.values = [];
    this.draw.unit(this.plan.seedRoot, rowNumber);
    return this.drawOne(column);
  }

  valueOf(column: number): string | null {
    return this.values[column]!;
  }

  referTo(table: number): number {
    const parent = this.workload.tables[table]!;
    if (parent.table.shared) return this.draw.below(parent.volume) + 1;
    const { lanes } = this.workload.settings;
    const lane = laneOf(this.rowNumber, lanes);
    return rowNumberOf(this.draw.below(ownedOf(parent.volume, lane, lanes)), lane, lanes);
  }

  referTogether(place: number): number {
    return this.plan.together!.parent(this.rowNumber, place);
  }

  rowOfStep(): number {
    throw new Error('a seeded row has no steps');
  }

  keyText(table: number, rowNumber: number): string {
    return this.workload.tables[table]!.keys.text(rowNumber);
  }

  private drawOne(column: number): string | null {
    const drawn = this.plan.seedByColumn[column]!;
    for (const other of drawn.dependsOn) if (this.values[other] === undefined) this.values[other] = this.drawOne(other);
    this.uniqueIndex = this.plan.reset.has(column) ? 2 * (this.rowNumber - 1) : this.rowNumber - 1;
    return drawValue(drawn, this, 0);
  }
}
