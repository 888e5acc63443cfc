import { isDeepStrictEqual } from 'node:util';
import type { Arrival } from './arrival.ts';
import type { Example } from './capture-result.ts';
import type { CapturedChange } from './captured-change.ts';
import { rowName } from './row-images.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { noPlace } from './row-place.ts';

/** An arrival that was not simply the next one of its row. */
export interface Irregular {
  readonly arrival: Arrival;
  /** `held`: equal to nothing yet; judged when all is in. `matched`: in its place, but it may yet turn out to be sent again. */
  readonly verdict: 'duplicated' | 'redelivered' | 'unexpected' | 'held' | 'outOfOrder' | 'matched';
  /** The highest place of the row that had arrived by then: says where it stood in the order of arrivals. */
  readonly cursor: number;
  /** Planned change that it was taken for; `noPlace` where there is none. */
  readonly place: number;
  readonly example: Example | undefined;
}

/** What is remembered of a row whose changes did not simply come one after the other. */
export interface RowTrouble {
  readonly rows: ReplayedRows;
  readonly ordinal: number;
  records: Irregular[];
  /** Searches that found nothing; each halves the next one. */
  futile: number;
  /** Planned change that came again last: after it the next one is likely to. */
  repeated: number;
}

/** Rows of which so much is remembered; the oldest are judged for good when there are more. */
const recordsMax = 10_000;

/** Arrivals of one capture whose verdict may still change: held ones, and those that a late outcome would move. */
export class Troubles {
  private readonly byRow = new Map<number, RowTrouble>();
  private records = 0;

  of(rows: ReplayedRows, ordinal: number): RowTrouble | undefined {
    return this.byRow.size === 0 ? undefined : this.byRow.get(rowName(rows, ordinal));
  }

  at(rows: ReplayedRows, ordinal: number): RowTrouble {
    const name = rowName(rows, ordinal);
    let trouble = this.byRow.get(name);
    if (trouble === undefined) {
      trouble = { rows, ordinal, records: [], futile: 0, repeated: noPlace };
      this.byRow.set(name, trouble);
    }
    return trouble;
  }

  add(record: Irregular): void {
    this.at(record.arrival.rows, record.arrival.ordinal).records.push(record);
    this.records += 1;
  }

  /** Whether an arrival of a row is held that has the same kind and cells. */
  isHeld(rows: ReplayedRows, ordinal: number, change: CapturedChange): boolean {
    const records = this.of(rows, ordinal)?.records ?? [];
    return records.some(({ verdict, arrival }) => verdict === 'held' && isSame(arrival.change, change));
  }

  /** Takes the records of a row out, to be judged anew. */
  take(trouble: RowTrouble): Irregular[] {
    const { records } = trouble;
    this.records -= records.length;
    trouble.records = [];
    trouble.futile = 0;
    trouble.repeated = noPlace;
    return records;
  }

  /** Takes out the reads of a snapshot that wait for a verdict or may yet get another one. */
  takeReads(trouble: RowTrouble): Irregular[] {
    const isRead = ({ arrival, verdict }: Irregular): boolean =>
      arrival.change.op === 'read' && (verdict === 'held' || verdict === 'matched');
    const reads = trouble.records.filter(isRead);
    if (reads.length === 0) return reads;
    trouble.records = trouble.records.filter(record => !isRead(record));
    this.records -= reads.length;
    return reads;
  }

  /** The row to judge for good because too much is remembered. */
  overflowing(): RowTrouble | undefined {
    if (this.records <= recordsMax) return undefined;
    const [oldest] = this.byRow.values();
    return oldest;
  }

  forget({ rows, ordinal }: RowTrouble): void {
    this.byRow.delete(rowName(rows, ordinal));
  }

  all(): RowTrouble[] {
    return [...this.byRow.values()];
  }

  get held(): number {
    let held = 0;
    for (const { records } of this.byRow.values()) held += records.filter(({ verdict }) => verdict === 'held').length;
    return held;
  }
}

function isSame(a: CapturedChange, b: CapturedChange): boolean {
  return a.op === b.op && isDeepStrictEqual([a.before, a.after], [b.before, b.after]);
}
