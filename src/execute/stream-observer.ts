import type { Operation } from '../plan/operation.ts';
import type { Outcome } from './operation-sender.ts';

/** Times of one operation in microseconds since the start of the stream. */
export interface OperationTimes {
  readonly dueUs: number;
  readonly sentUs: number;
  readonly answeredUs: number;
}

/** Who watches the stream phase. Called on the way, so everything here must be quick. */
export interface StreamObserver {
  /** An operation goes out for the first time. */
  sent(operation: Operation, howLate: 'onTime' | 'late' | 'queued'): void;
  skipped(operation: Operation): void;
  retried(operation: Operation): void;
  answered(operation: Operation, outcome: Outcome, times: OperationTimes): void;
}
