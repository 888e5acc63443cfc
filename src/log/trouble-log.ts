import type { Outcome } from '../execute/operation-sender.ts';
import type { OperationTimes, StreamObserver } from '../execute/stream-observer.ts';
import type { Model } from '../model/model.ts';
import type { Operation } from '../plan/operation.ts';
import type { Log } from '../shared/logs.ts';

/** So many lines of each kind within so long; the rest is counted. A week of nothing but rejections stays readable. */
const linesPerKind = 20;
const windowUs = 3_600_000_000;

/**
 * Writes a line at warn for what did not become of an operation: rejections that its event does not expect, and outcomes
 * that nobody knows. Bounded for each SQLSTATE and hour; what was left out is said when the hour is over, and by `finish`.
 */
export class TroubleLog implements StreamObserver {
  private readonly log: Log;
  private readonly model: Model;
  private readonly counts = new Map<string, number>();
  private windowEndUs = windowUs;

  constructor(log: Log, model: Model) {
    this.log = log;
    this.model = model;
  }

  sent(): void {
    // Nothing is wrong with it yet.
  }

  skipped(): void {
    // The plan's doing, not the server's.
  }

  retried(): void {
    // Its last answer tells.
  }

  answered(operation: Operation, outcome: Outcome, { answeredUs }: OperationTimes): void {
    if (outcome.kind === 'committed') return;
    if (outcome.kind === 'rejected' && outcome.sqlState === operation.expect) return;
    if (answeredUs >= this.windowEndUs) {
      this.finish();
      this.windowEndUs = answeredUs + windowUs;
    }
    const kind = outcome.kind === 'rejected' ? outcome.sqlState : outcome.kind;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count > linesPerKind) return;
    const { lane, number, event } = operation;
    const where = { lane, number, event: this.model.events[event!]!.name };
    if (outcome.kind === 'unknown') this.log.warn('outcome unknown', { ...where, reason: outcome.reason });
    else this.log.warn('rejected', { ...where, sqlState: outcome.sqlState, reason: outcome.message });
  }

  /** Says how many lines were left out. */
  finish(): void {
    const leftOut = [...this.counts].flatMap(([kind, count]) =>
      count > linesPerKind ? [[kind, count - linesPerKind]] : [],
    );
    this.counts.clear();
    if (leftOut.length > 0) this.log.warn('more of the same were left out', { leftOut: Object.fromEntries(leftOut) });
  }
}
