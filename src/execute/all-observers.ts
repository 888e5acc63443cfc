import type { StreamObserver } from './stream-observer.ts';

/** Tells the observers in order: a later one may look at what an earlier one noted. */
export function allObservers(observers: readonly StreamObserver[]): StreamObserver {
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
