import type { Arrival } from './arrival.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { rowName } from './row-images.ts';

/** Arrivals whose position the reference has not seen yet, by row. */
export class Waiting {
  size = 0;
  private readonly byRow = new Map<number, Arrival[]>();

  hasRow(rows: ReplayedRows, ordinal: number): boolean {
    return this.size > 0 && this.byRow.has(rowName(rows, ordinal));
  }

  /** Whether one of the same position waits. */
  has({ rows, ordinal, positionHash }: Arrival): boolean {
    const row = this.byRow.get(rowName(rows, ordinal)) ?? [];
    return row.some(each => each.positionHash === positionHash);
  }

  add(arrival: Arrival): void {
    const name = rowName(arrival.rows, arrival.ordinal);
    const row = this.byRow.get(name);
    if (row === undefined) this.byRow.set(name, [arrival]);
    else row.push(arrival);
    this.size += 1;
  }

  /** Takes the row's arrivals out. */
  take(rows: ReplayedRows, ordinal: number): readonly Arrival[] {
    if (this.size === 0) return [];
    const name = rowName(rows, ordinal);
    const row = this.byRow.get(name) ?? [];
    this.byRow.delete(name);
    this.size -= row.length;
    return row;
  }

  /** Takes all out, in the order in which their rows first came. */
  takeAll(): Arrival[] {
    const all = [...this.byRow.values()].flat();
    this.byRow.clear();
    this.size = 0;
    return all;
  }

  /** Takes out the arrivals of the row that waits longest. */
  takeOldest(): readonly Arrival[] {
    const [oldest] = this.byRow.values();
    return oldest === undefined ? [] : this.take(oldest[0]!.rows, oldest[0]!.ordinal);
  }
}
