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

/** Tells observers in their order: later ones may look at what earlier ones noted. */
export function inOrder(observers: readonly StreamObserver[]): StreamObserver {
  return {
    sent: (operation, howLate) => {
      for (const each of observers) each.sent(operation, howLate);
    },
    skipped: operation => {
      for (const each of observers) each.skipped(operation);
    },
    retried: operation => {
      for (const each of observers) each.retried(operation);
    },
    answered: (operation, outcome, times) => {
      for (const each of observers) each.answered(operation, outcome, times);
    },
  };
}
