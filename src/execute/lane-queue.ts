import type { Operation } from '../plan/operation.ts';
import { InFlightWindow } from './in-flight-window.ts';

/** Where operations come from: a lane of the plan. */
export interface OperationSource {
  next(): Operation | undefined;
}

/** One lane while it is executed: its next operation, planned ahead, and what of it is in flight. */
export class LaneQueue {
  readonly window = new InFlightWindow();
  /** Operations taken from the plan and sent (or, being skips, passed over). */
  taken = 0;
  /** The next operation was due and had to wait for an earlier one. */
  isQueued = false;
  private head: Operation | undefined;
  private readonly source: OperationSource;
  private readonly limit: number;

  /** @param limit operations to take at most */
  constructor(source: OperationSource, limit = Infinity) {
    this.source = source;
    this.limit = limit;
  }

  /** The next operation, or undefined when the lane is at its end. */
  peek(): Operation | undefined {
    if (this.taken >= this.limit) return undefined;
    return (this.head ??= this.source.next());
  }

  take(): Operation {
    const operation = this.head!;
    this.head = undefined;
    this.taken += 1;
    this.isQueued = false;
    return operation;
  }
}
