import { growableInt32, type Growable } from './growable.ts';
import type { LaneRows } from './lane-rows.ts';
import { ordinalOf } from './ownership.ts';
import type { Workload } from './workload.ts';

/**
 * How many live rows of the lane refer to each of its rows, for tables whose rows events delete. Such rows are referred to
 * by their own lane only, so the lane's count is the whole count. Built on first use.
 */
export class LiveChildren {
  private readonly counts = new Map<number, Growable<Int32Array>>();
  private readonly workload: Workload;
  private readonly rows: LaneRows;

  constructor(workload: Workload, rows: LaneRows) {
    this.workload = workload;
    this.rows = rows;
  }

  /** Live rows that refer to the row now. */
  count(table: number, ordinal: number): number {
    const counts = this.counts.get(table) ?? this.build(table);
    return ordinal < counts.length ? counts.at(ordinal) : 0;
  }

  /** A live row began (+1) or ceased (-1) to refer to the parent with that key; nothing before the first use. */
  add(parent: number, key: string, change: 1 | -1): number | undefined {
    const counts = this.counts.get(parent);
    if (counts === undefined) return undefined;
    const ordinal = this.ordinalOfKey(parent, key);
    counts.set(ordinal, (ordinal < counts.length ? counts.at(ordinal) : 0) + change);
    return ordinal;
  }

  private build(parent: number): Growable<Int32Array> {
    const counts = growableInt32();
    this.counts.set(parent, counts);
    for (const { table } of this.workload.tables) {
      const columns = this.referring(table.index, parent);
      const history = this.rows.histories[table.index]!;
      for (let ordinal = 0; columns.length > 0 && ordinal < history.rows; ordinal++) {
        if (history.deletion(ordinal) !== undefined) continue;
        for (const column of columns) {
          const key = this.rows.value(table.index, ordinal, column);
          if (key !== null) this.add(parent, key, 1);
        }
      }
    }
    return counts;
  }

  /** Columns of a table that refer to the parent table. */
  private referring(table: number, parent: number): number[] {
    return this.workload.tables[table]!.table.columns.filter(
      ({ generator }) => generator.kind === 'ref' && generator.table === parent,
    ).map(column => column.index);
  }

  private ordinalOfKey(table: number, key: string): number {
    const rowNumber = this.workload.tables[table]!.keys.rowNumber(key);
    if (rowNumber === undefined) throw new Error(`${key} is no key of ${this.workload.tables[table]!.table.name}`);
    return ordinalOf(rowNumber, this.workload.settings.lanes);
  }
}
