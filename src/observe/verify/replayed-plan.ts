import type { Change } from '../../plan/operation.ts';
import { laneOf, ordinalOf } from '../../plan/ownership.ts';
import type { Workload } from '../../plan/workload.ts';
import { ReplayedLane } from './replayed-lane.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { insertPlace, noPlace } from './row-place.ts';

/** A change of the plan: rows of one lane and table, the row among them, its change. */
export interface PlannedPlace {
  readonly rows: ReplayedRows;
  readonly ordinal: number;
  readonly place: number;
}

/** Told of each change as it is planned: its values are at hand then and need not be drawn again. */
export type OnPlanned = (rows: ReplayedRows, ordinal: number, place: number, change: Change) => void;

/**
 * The plan replayed beside the run, lane by lane and no further than was sent, and only as far as somebody asks: then the
 * images that arrive are those that were drawn last.
 */
export class ReplayedPlan {
  readonly lanes: readonly ReplayedLane[];
  /** Changes of the stream that have to arrive, by table, of what is replayed. */
  readonly expected: number[];
  private readonly workload: Workload;
  private readonly sentOf: (lane: number) => number;
  private readonly onPlanned: OnPlanned;

  /** @param sentOf operations of a lane that were sent; may grow between calls */
  constructor(workload: Workload, sentOf: (lane: number) => number, onPlanned: OnPlanned) {
    this.workload = workload;
    this.sentOf = sentOf;
    this.onPlanned = onPlanned;
    this.lanes = Array.from({ length: workload.settings.lanes }, (_, lane) => new ReplayedLane(workload, lane));
    this.expected = workload.tables.map(() => 0);
  }

  /** Rows and ordinal of a row, once what was sent says that there is such a row. */
  find(table: number, rowNumber: number): { rows: ReplayedRows; ordinal: number } | undefined {
    const { lanes } = this.workload.settings;
    const lane = this.lanes[laneOf(rowNumber, lanes)]!;
    const rows = lane.tables[table]!;
    const ordinal = ordinalOf(rowNumber, lanes);
    while (ordinal >= rows.history.rows && this.more(lane));
    return ordinal < rows.history.rows ? { rows, ordinal } : undefined;
  }

  /** The row's first change after a place that has to arrive, or `noPlace`. */
  head(rows: ReplayedRows, ordinal: number, after: number): number {
    let next = rows.nextExpected(ordinal, after);
    while (next === noPlace && this.more(rows.lane)) next = rows.nextExpected(ordinal, after);
    return next;
  }

  /** Replays one more operation that was sent; false where there is none. */
  more(lane: ReplayedLane): boolean {
    const operation = lane.replayed < this.sentOf(lane.index) ? lane.step() : undefined;
    if (operation === undefined) return false;
    if (operation.expect !== undefined) return true;
    for (const change of operation.changes) {
      const { table } = change.step;
      const rows = lane.tables[table]!;
      const ordinal = ordinalOf(change.rowNumber, this.lanes.length);
      const place = rows.takeUp(change, ordinal);
      if (rows.isExpected(ordinal, place)) this.expected[table]! += 1;
      this.onPlanned(rows, ordinal, place, change);
    }
    return true;
  }

  /** Replays as far as an operation that was sent. */
  reach(number: number): void {
    const lane = this.lanes[number % this.lanes.length]!;
    while (lane.replayed <= Math.floor(number / this.lanes.length) && this.more(lane));
  }

  catchUp(lane: ReplayedLane): void {
    while (this.more(lane));
  }

  /**
   * Replays what was sent, but no more than so many operations.
   * @returns whether nothing is left
   */
  catchUpAll(operations: number): boolean {
    let left = operations;
    for (const lane of this.lanes) while (left > 0 && this.more(lane)) left -= 1;
    return left > 0;
  }

  /**
   * Takes back an operation that did not commit.
   * @param affects told, while the plan still counts on the operation, of each change that will not arrive
   * @returns false where that was known
   */
  withdraw(number: number, reason: string, affects: (place: PlannedPlace) => void): boolean {
    const lane = this.lanes[number % this.lanes.length]!;
    const operation = Math.floor(number / this.lanes.length);
    if (lane.isWithdrawn(operation)) return false;
    for (const rows of lane.tables) {
      const inserted = new Set<number>();
      for (const { ordinal, place } of rows.changesOf(operation)) {
        if (inserted.has(ordinal)) continue;
        if (place === insertPlace) inserted.add(ordinal);
        for (const lost of place === insertPlace ? placesOf(rows, ordinal) : [place]) {
          if (!rows.isExpected(ordinal, lost)) continue;
          this.expected[rows.table]! -= 1;
          affects({ rows, ordinal, place: lost });
        }
      }
    }
    lane.withdraw(operation, reason);
    return true;
  }

  /** Every change that there has to be, the seeded rows' included. */
  *expectedPlaces(): Generator<PlannedPlace> {
    for (const { tables } of this.lanes) {
      for (const rows of tables) {
        for (let ordinal = 0; ordinal < rows.history.rows; ordinal++) {
          for (const place of placesOf(rows, ordinal))
            if (rows.isExpected(ordinal, place)) yield { rows, ordinal, place };
        }
      }
    }
  }
}

function* placesOf(rows: ReplayedRows, ordinal: number): Generator<number> {
  for (let place = insertPlace; place !== noPlace; place = rows.next(ordinal, place)) yield place;
}
