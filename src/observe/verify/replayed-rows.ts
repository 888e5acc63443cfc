import { growableInt32, growableUint16 } from '../../plan/growable.ts';
import type { Change } from '../../plan/operation.ts';
import { noEntry, type RowHistory } from '../../plan/row-history.ts';
import type { ReplayedLane } from './replayed-lane.ts';
import { deletePlace, insertPlace, noPlace } from './row-place.ts';

/** Whether a change has to arrive: what the outcome of its operation says. */
type IsWithdrawn = (operation: number) => boolean;

/**
 * What one lane did to its rows of one table, as far as it was replayed, in the order in which it did it. Adds to the plan's
 * own history 8 bytes an update (its row, and the row's next update) and 6 a delete, and stores no values.
 */
export class ReplayedRows {
  readonly id: number;
  readonly lane: ReplayedLane;
  readonly table: number;
  readonly history: RowHistory;
  private readonly isWithdrawn: IsWithdrawn;
  /** The row's next update; of its last update: its first one. */
  private readonly following = growableInt32();
  private readonly updated = growableInt32();
  /** Rows and steps of the deletes, in the order of operations. */
  private readonly deleted = growableInt32();
  private readonly deleteSteps = growableUint16();

  /** @param id place among all lanes' tables */
  constructor(id: number, lane: ReplayedLane, table: number, history: RowHistory, isWithdrawn: IsWithdrawn) {
    this.id = id;
    this.lane = lane;
    this.table = table;
    this.history = history;
    this.isWithdrawn = isWithdrawn;
  }

  /** Bytes of what is added to the history. */
  get bytes(): number {
    return this.following.bytes + this.updated.bytes + this.deleted.bytes + this.deleteSteps.bytes;
  }

  /** Links a change that the lane has just planned; its place. */
  takeUp({ step }: Change, ordinal: number): number {
    if (step.kind === 'insert') return insertPlace;
    if (step.kind === 'delete') {
      this.deleted.push(ordinal);
      this.deleteSteps.push(step.id);
      return deletePlace;
    }
    const entry = this.following.length;
    this.updated.push(ordinal);
    const previous = this.history.before(entry);
    this.following.push(previous === noEntry ? entry : this.following.at(previous));
    if (previous !== noEntry) this.following.set(previous, entry);
    return entry;
  }

  next(ordinal: number, place: number): number {
    if (place === noPlace) return insertPlace;
    if (place === deletePlace) return noPlace;
    const last = this.history.last(ordinal);
    if (last === place || last === noEntry) {
      return this.history.deletion(ordinal) === undefined ? noPlace : deletePlace;
    }
    return this.following.at(place === insertPlace ? last : place);
  }

  previous(ordinal: number, place: number): number {
    if (place === insertPlace) return noPlace;
    const entry = place === deletePlace ? this.history.last(ordinal) : this.history.before(place);
    return entry === noEntry ? insertPlace : entry;
  }

  /** Operation of the lane that makes the change; undefined for the seeding of a row. */
  operation(ordinal: number, place: number): number | undefined {
    if (place === insertPlace) return this.history.insertion(ordinal)?.operation;
    return place === deletePlace ? this.history.deletion(ordinal) : this.history.entry(place).operation;
  }

  /** Step that makes the change; undefined for the seeding of a row. */
  step(ordinal: number, place: number): number | undefined {
    if (place === insertPlace) return this.history.insertion(ordinal)?.step;
    if (place !== deletePlace) return this.history.entry(place).step;
    for (let at = this.firstDelete(this.history.deletion(ordinal)!); ; at++) {
      if (this.deleted.at(at) === ordinal) return this.deleteSteps.at(at);
    }
  }

  isSeeded(ordinal: number): boolean {
    return ordinal < this.history.seeded;
  }

  /** Whether the change took effect as far as is known: its operation and the one that inserts the row were not withdrawn. */
  isExpected(ordinal: number, place: number): boolean {
    if (!this.lane.hasWithdrawn) return true;
    const operation = this.operation(ordinal, place);
    if (operation !== undefined && this.isWithdrawn(operation)) return false;
    const inserted = this.history.insertion(ordinal);
    return inserted === undefined || !this.isWithdrawn(inserted.operation);
  }

  nextExpected(ordinal: number, place: number): number {
    let next = this.next(ordinal, place);
    while (next !== noPlace && !this.isExpected(ordinal, next)) next = this.next(ordinal, next);
    return next;
  }

  previousExpected(ordinal: number, place: number): number {
    let previous = this.previous(ordinal, place);
    while (previous !== noPlace && !this.isExpected(ordinal, previous)) previous = this.previous(ordinal, previous);
    return previous;
  }

  /** Changes that an operation of the lane makes here. */
  *changesOf(operation: number): Generator<{ ordinal: number; place: number }> {
    const { history } = this;
    for (let at = history.insertedBefore(operation); at + history.seeded < history.rows; at++) {
      const ordinal = at + history.seeded;
      if (history.insertion(ordinal)!.operation !== operation) break;
      yield { ordinal, place: insertPlace };
    }
    const updates = this.following.length;
    for (let entry = firstAtLeast(updates, operation, at => history.entry(at).operation); entry < updates; entry++) {
      if (history.entry(entry).operation !== operation) break;
      yield { ordinal: this.updated.at(entry), place: entry };
    }
    for (let at = this.firstDelete(operation); at < this.deleted.length; at++) {
      const ordinal = this.deleted.at(at);
      if (history.deletion(ordinal) !== operation) break;
      yield { ordinal, place: deletePlace };
    }
  }

  private firstDelete(operation: number): number {
    return firstAtLeast(this.deleted.length, operation, at => this.history.deletion(this.deleted.at(at))!);
  }
}

/** First index whose number is not below `wanted`; the numbers ascend. */
function firstAtLeast(length: number, wanted: number, numberAt: (index: number) => number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numberAt(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
