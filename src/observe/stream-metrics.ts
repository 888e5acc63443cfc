import type { Outcome } from '../execute/operation-sender.ts';
import type { OperationTimes, StreamObserver } from '../execute/stream-observer.ts';
import type { Model } from '../model/model.ts';
import { rowIdentity, type Operation } from '../plan/operation.ts';
import { TimeHistogram } from './histogram.ts';
import { Series } from './series.ts';

/** Counters and times of one event. */
export interface EventMetrics {
  sent: number;
  committed: number;
  rejected: number;
  readonly latency: TimeHistogram;
}

/** Counts and times a stream while it runs. */
export class StreamMetrics implements StreamObserver {
  readonly latency = new TimeHistogram();
  readonly service = new TimeHistogram();
  readonly series = new Series();
  readonly byEvent: readonly EventMetrics[];
  readonly bySqlState: Record<string, number> = {};
  readonly counts = {
    sent: 0,
    committed: 0,
    rejected: 0,
    rejectedAsExpected: 0,
    retries: 0,
    noEffect: 0,
    noEffectByConsequence: 0,
    unknown: 0,
    substituted: 0,
    skipped: 0,
    late: 0,
    queued: 0,
  };
  readonly rows = { insert: 0, update: 0, delete: 0 };
  /** Last answer, in microseconds since the start. */
  lastAnswerUs = 0;
  /** Texts of the first rejections, with their operation. */
  readonly firstErrors: string[] = [];
  /** Operations that the server took although their event expects a rejection, in words. */
  readonly unexpectedCommits: string[] = [];
  private readonly model: Model;
  private readonly absentRows: ReadonlySet<number>;
  private readonly originUs: number;

  /**
   * @param absentRows rows that are not there because their insert did not commit
   * @param originUs planned time at which the stream begins
   */
  constructor(model: Model, absentRows: ReadonlySet<number>, originUs: number) {
    this.model = model;
    this.absentRows = absentRows;
    this.originUs = originUs;
    this.byEvent = model.events.map(() => ({ sent: 0, committed: 0, rejected: 0, latency: new TimeHistogram() }));
  }

  sent(operation: Operation, howLate: 'onTime' | 'late' | 'queued'): void {
    this.counts.sent += 1;
    this.byEvent[operation.event!]!.sent += 1;
    if (howLate !== 'onTime') this.counts[howLate] += 1;
    if (operation.substituted) this.counts.substituted += 1;
    this.series.due(operation.dueUs - this.originUs);
  }

  skipped(): void {
    this.counts.skipped += 1;
  }

  retried(): void {
    this.counts.retries += 1;
  }

  answered(operation: Operation, outcome: Outcome, times: OperationTimes): void {
    this.lastAnswerUs = Math.max(this.lastAnswerUs, times.answeredUs);
    if (outcome.kind === 'committed') this.committed(operation, outcome.rowCounts, times);
    else if (outcome.kind === 'rejected') this.rejected(operation, outcome, times);
    else this.counts.unknown += 1;
  }

  private committed(operation: Operation, rowCounts: readonly number[], times: OperationTimes): void {
    const event = this.byEvent[operation.event!]!;
    const latencyUs = times.answeredUs - times.dueUs;
    this.counts.committed += 1;
    event.committed += 1;
    event.latency.record(latencyUs);
    this.latency.record(latencyUs);
    this.service.record(times.answeredUs - times.sentUs);
    this.series.committed(times.answeredUs, latencyUs);
    if (operation.expect !== undefined) {
      const { name } = this.model.events[operation.event!]!;
      const said = `operation ${operation.number} (${name}) was committed, although ${operation.expect} is expected`;
      if (this.unexpectedCommits.length < 20) this.unexpectedCommits.push(said);
      this.remember(said);
    }
    for (const [place, { step, rowNumber }] of operation.changes.entries()) {
      if (rowCounts[place] === 1) this.rows[step.kind] += 1;
      else if (this.absentRows.has(rowIdentity(step.table, rowNumber))) this.counts.noEffectByConsequence += 1;
      else {
        this.counts.noEffect += 1;
        const { name } = this.model.tables[step.table]!;
        this.remember(
          `operation ${operation.number}: ${step.kind} of ${name} row ${rowNumber} touched ${rowCounts[place]} rows`,
        );
      }
    }
  }

  private rejected(operation: Operation, outcome: { sqlState: string; message: string }, times: OperationTimes): void {
    if (operation.expect === outcome.sqlState) {
      this.counts.rejectedAsExpected += 1;
      return;
    }
    this.counts.rejected += 1;
    this.byEvent[operation.event!]!.rejected += 1;
    this.bySqlState[outcome.sqlState] = (this.bySqlState[outcome.sqlState] ?? 0) + 1;
    this.series.rejected(times.answeredUs);
    const { name } = this.model.events[operation.event!]!;
    this.remember(`operation ${operation.number} (${name}): ${outcome.sqlState} ${outcome.message}`);
  }

  private remember(error: string): void {
    if (this.firstErrors.length < 20) this.firstErrors.push(error);
  }
}
