import type { Model } from '../model/model.ts';
import { combinedDigest, LaneDigest } from '../plan/digest.ts';
import { rowIdentity, type Operation } from '../plan/operation.ts';
import type { Outcome } from './operation-sender.ts';
import type { StreamObserver } from './stream-observer.ts';

/** What the executor itself knows of a stream and those before it: what was sent, and what of that did not commit. */
export class ExecutedRecord implements StreamObserver {
  /** Numbers of sent operations that did not commit. */
  readonly notCommitted = new Set<number>();
  /** Numbers of operations whose outcome nobody knows. */
  readonly unknown = new Set<number>();
  /** Rows that are absent because the operation that inserts them did not commit. */
  readonly absentRows = new Set<number>();
  /** Largest row number sent in an insert, by table index. */
  readonly rowNumberMax: number[];
  private readonly lanes: readonly LaneDigest[];
  private readonly model: Model;

  constructor(model: Model, lanes: number) {
    this.model = model;
    this.lanes = Array.from({ length: lanes }, () => new LaneDigest());
    this.rowNumberMax = model.tables.map(() => 0);
  }

  sent(operation: Operation): void {
    this.lanes[operation.lane]!.add(operation, this.model);
    for (const { step, rowNumber } of operation.changes) {
      if (step.kind === 'insert') this.rowNumberMax[step.table] = Math.max(this.rowNumberMax[step.table]!, rowNumber);
    }
  }

  skipped(operation: Operation): void {
    this.lanes[operation.lane]!.add(operation, this.model);
  }

  retried(): void {
    // An operation that is sent again is the same operation: it stands in the digest already.
  }

  answered(operation: Operation, outcome: Outcome): void {
    if (outcome.kind === 'committed') return;
    if (outcome.kind === 'unknown') this.unknown.add(operation.number);
    this.notDone(operation);
  }

  private notDone(operation: Operation): void {
    this.notCommitted.add(operation.number);
    if (operation.expect !== undefined) return;
    for (const { step, rowNumber } of operation.changes) {
      if (step.kind === 'insert') this.absentRows.add(rowIdentity(step.table, rowNumber));
    }
  }

  /** Takes up an operation of an earlier stream, whose outcome is known. */
  replayed(operation: Operation, isCommitted: boolean): void {
    if (operation.event === undefined) return this.skipped(operation);
    this.sent(operation);
    if (!isCommitted) this.notDone(operation);
  }

  /** Operations sent or passed over, for each lane, those of earlier streams included. */
  get operationsPerLane(): readonly number[] {
    return this.lanes.map(lane => lane.operations);
  }

  get digest(): string {
    return combinedDigest(this.lanes);
  }
}
