import { growableInt32, growableUint16, growableUint8 } from './growable.ts';

/** An update as a history remembers it: enough to draw each of its values again. */
export interface UpdateEntry {
  /** Operation, counted within the lane. */
  readonly operation: number;
  readonly step: number;
  readonly picked: number;
  /** Attempt (from 0) whose values differed from the old ones. */
  readonly attempt: number;
  /** Place of the new state among the machine's states; 0 where the step moves no machine. */
  readonly state: number;
}

export const noEntry = -1;

/**
 * What a lane did to its rows of one table, in typed arrays: 14 bytes an update, 10 an inserted row. Rows are named by
 * ordinal; the first `seeded` ones come from the seed phase, later ones were inserted in order.
 *
 * Each row's updates form a chain from the last one back, so a value is found without replaying the row.
 */
export class RowHistory {
  readonly seeded: number;
  private readonly insertOperations = growableInt32();
  private readonly insertSteps = growableUint16();
  private readonly heads = growableInt32();
  private readonly deletedBy = growableInt32();
  private readonly operations = growableInt32();
  private readonly previous = growableInt32();
  private readonly steps = growableUint16();
  private readonly picks = growableUint16();
  private readonly attempts = growableUint8();
  private readonly states = growableUint8();

  /** Parents that were drawn among the lane's own live rows, `ownParents` numbers for each insert and each update. */
  private readonly insertParents = growableInt32();
  private readonly updateParents = growableInt32();
  readonly ownParents: number;

  /**
   * @param seeded how many seeded rows the lane owns
   * @param ownParents how many columns refer to rows of the lane only: which one cannot be told later, so it is kept
   */
  constructor(seeded: number, ownParents: number) {
    this.seeded = seeded;
    this.ownParents = ownParents;
  }

  /** Rows that ever were, so ordinals are below this. */
  get rows(): number {
    return this.seeded + this.insertOperations.length;
  }

  /** Bytes of the arrays. */
  get bytes(): number {
    return [
      this.insertOperations,
      this.insertSteps,
      this.heads,
      this.deletedBy,
      this.operations,
      this.previous,
      this.steps,
      this.picks,
      this.attempts,
      this.states,
      this.insertParents,
      this.updateParents,
    ].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  insert(operation: number, step: number, parents: readonly number[]): void {
    this.insertOperations.push(operation);
    this.insertSteps.push(step);
    for (let place = 0; place < this.ownParents; place++) this.insertParents.push(parents[place] ?? 0);
  }

  update(ordinal: number, entry: UpdateEntry, parents: readonly number[]): void {
    for (let place = 0; place < this.ownParents; place++) this.updateParents.push(parents[place] ?? 0);
    this.previous.push(this.last(ordinal));
    this.heads.set(ordinal, this.operations.length + 1);
    this.operations.push(entry.operation);
    this.steps.push(entry.step);
    this.picks.push(entry.picked);
    this.attempts.push(entry.attempt);
    this.states.push(entry.state);
  }

  delete(ordinal: number, operation: number): void {
    this.deletedBy.set(ordinal, operation + 1);
  }

  /** Operation that deleted the row, or undefined. */
  deletion(ordinal: number): number | undefined {
    const stored = ordinal < this.deletedBy.length ? this.deletedBy.at(ordinal) : 0;
    return stored === 0 ? undefined : stored - 1;
  }

  /** Operation and step that inserted a row of the stream; undefined for a seeded one. */
  insertion(ordinal: number): { operation: number; step: number } | undefined {
    const place = ordinal - this.seeded;
    if (place < 0) return undefined;
    return { operation: this.insertOperations.at(place), step: this.insertSteps.at(place) };
  }

  /** Row number kept for a place at the insert of a streamed row, or at an update. */
  parentAtInsert(ordinal: number, place: number): number {
    return this.insertParents.at((ordinal - this.seeded) * this.ownParents + place);
  }

  parentAtUpdate(entry: number, place: number): number {
    return this.updateParents.at(entry * this.ownParents + place);
  }

  /** Rows that the lane had inserted before an operation: what that operation could refer to. */
  insertedBefore(operation: number): number {
    let low = 0;
    let high = this.insertOperations.length;
    // Who plans asks for the newest operation: all rows.
    if (high > 0 && this.insertOperations.at(high - 1) < operation) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.insertOperations.at(middle) < operation) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row's last update, or `noEntry`. */
  last(ordinal: number): number {
    return ordinal < this.heads.length ? this.heads.at(ordinal) - 1 : noEntry;
  }

  /** The update of the same row before this one, or `noEntry`. */
  before(entry: number): number {
    return this.previous.at(entry);
  }

  entry(entry: number): UpdateEntry {
    return {
      operation: this.operations.at(entry),
      step: this.steps.at(entry),
      picked: this.picks.at(entry),
      attempt: this.attempts.at(entry),
      state: this.states.at(entry),
    };
  }
}
