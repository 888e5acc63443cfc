import type { OperationSender, Outcome } from '../../src/execute/operation-sender.ts';
import type { Operation } from '../../src/plan/operation.ts';
import type { Clock } from '../../src/shared/clock.ts';

/** What the server of a fake connection makes of an operation; undefined = it never answers. */
export type Answering = (operation: Operation, attempt: number) => { afterMs: number; outcome?: Outcome } | undefined;

export const committed: Outcome = { kind: 'committed', rowCounts: [1] };

export function rejected(sqlState: string): Outcome {
  return { kind: 'rejected', sqlState, message: 'no' };
}

/** Stands in for a connection: answers at set times, and remembers what it was sent and when. */
export class FakeSender implements OperationSender {
  readonly sent: { number: number; atMs: number }[] = [];
  readonly abandoned: string[] = [];
  inFlightMax = 0;
  private readonly waiting = new Map<(outcome: Outcome) => void, number>();
  private readonly attempts = new Map<number, number>();
  private readonly clock: Clock;
  private readonly answering: Answering;
  private readonly startUs: number;

  constructor(clock: Clock, answering: Answering = () => ({ afterMs: 1 })) {
    this.clock = clock;
    this.answering = answering;
    this.startUs = clock.nowUs();
  }

  get numbers(): number[] {
    return this.sent.map(({ number }) => number);
  }

  get inFlight(): readonly number[] {
    return [...this.waiting.values()];
  }

  send(operation: Operation, done: (outcome: Outcome) => void): void {
    const { number } = operation;
    const attempt = (this.attempts.get(number) ?? 0) + 1;
    this.attempts.set(number, attempt);
    this.sent.push({ number, atMs: (this.clock.nowUs() - this.startUs) / 1_000 });
    this.waiting.set(done, number);
    this.inFlightMax = Math.max(this.inFlightMax, this.waiting.size);
    const answer = this.answering(operation, attempt);
    if (answer !== undefined) setTimeout(() => this.answer(done, answer.outcome ?? committed), answer.afterMs);
  }

  abandon(reason: string): void {
    this.abandoned.push(reason);
    for (const done of this.waiting.keys()) queueMicrotask(() => this.answer(done, { kind: 'unknown', reason }));
  }

  async close(): Promise<void> {
    // Nothing to end.
  }

  private answer(done: (outcome: Outcome) => void, outcome: Outcome): void {
    if (this.waiting.delete(done)) done(outcome);
  }
}
