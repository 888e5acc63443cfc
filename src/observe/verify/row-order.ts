import { growableFloat64, type Growable } from '../../plan/growable.ts';
import type { ReplayedRows } from './replayed-rows.ts';

/**
 * The order in which the server wrote the changes of each row, by their LSNs: a row is locked from one change to the commit, so
 * the next one's record lies behind it. Unlike places in the plan it never has to be judged anew. 8 bytes a row.
 */
export class RowOrder {
  private readonly last: Growable<Float64Array>[] = [];

  get bytes(): number {
    return this.last.reduce((sum, each) => sum + (each?.bytes ?? 0), 0);
  }

  /** Takes up a change that came for the first time; true where one that the server wrote later had come before it. */
  isLate({ id }: ReplayedRows, ordinal: number, lsn: number): boolean {
    const last = (this.last[id] ??= growableFloat64());
    if (ordinal < last.length && lsn < last.at(ordinal)) return true;
    last.set(ordinal, lsn);
    return false;
  }
}
