import type { Clock } from '../shared/clock.ts';
import type { Operation } from '../plan/operation.ts';
import type { LaneQueue } from './lane-queue.ts';
import type { OperationSender, Outcome } from './operation-sender.ts';
import type { StreamObserver } from './stream-observer.ts';

/** Answers after which an operation is simply sent again: deadlock, serialization failure, lock not available. */
const retryable = new Set(['40001', '40P01', '55P03']);
const retriesMax = 10;

export interface LoopSettings {
  readonly pipeline: number;
  readonly closedLoop: boolean;
  /** Planned time at which this stream begins; 0 where none went before. */
  readonly originUs: number;
  /** Sent later than this after it was due and its lane was free: the generator's fault. */
  readonly lateUs: number;
  readonly operationTimeoutUs: number;
}

interface Sent {
  readonly operation: Operation;
  readonly queue: LaneQueue;
  readonly sentUs: number;
  tries: number;
}

/**
 * Feeds one connection from its lanes: at most `pipeline` operations in flight, lanes in turn, a waiting lane blocks no
 * other, and within a lane nothing overtakes what it conflicts with.
 *
 * `pump` sends all that may go now; it runs when the stream starts, when an answer arrives and when the timer says that
 * something is due. The loop is over when every lane is at its end (or `stop` was called) and nothing is in flight.
 */
export class ConnectionLoop {
  readonly finished: Promise<void>;
  private readonly finish: () => void;
  private readonly inFlight = new Set<Sent>();
  private turn = 0;
  private stopped = false;
  private answeredUs = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly sender: OperationSender;
  private readonly queues: readonly LaneQueue[];
  private readonly settings: LoopSettings;
  private readonly clock: Clock;
  private readonly startUs: number;
  private readonly observer: StreamObserver;
  private readonly lost: (reason: string) => void;

  /**
   * @param startUs the clock's time at which the stream begins
   * @param lost told when the connection is gone
   */
  constructor(
    sender: OperationSender,
    queues: readonly LaneQueue[],
    settings: LoopSettings,
    context: { clock: Clock; startUs: number; observer: StreamObserver; lost: (reason: string) => void },
  ) {
    this.sender = sender;
    this.queues = queues;
    this.settings = settings;
    this.clock = context.clock;
    this.startUs = context.startUs;
    this.observer = context.observer;
    this.lost = context.lost;
    let finish = (): void => undefined;
    this.finished = new Promise(resolve => {
      finish = resolve;
    });
    this.finish = finish;
  }

  /** Sends nothing more; `finished` follows once everything in flight is answered. */
  stop(): void {
    this.stopped = true;
    this.pump();
  }

  /** Drops the connection when its oldest operation has waited longer than the deadline. */
  checkDeadline(): void {
    const oldest = this.inFlight.values().next().value;
    if (oldest === undefined || this.nowUs() - oldest.sentUs < this.settings.operationTimeoutUs) return;
    this.sender.abandon(`no answer to operation ${oldest.operation.number} within the operation timeout`);
  }

  pump(): void {
    clearTimeout(this.timer);
    const nowUs = this.nowUs();
    let wait: number | undefined;
    while (!this.stopped) {
      const next = this.nextReady(nowUs);
      if (next.queue === undefined) {
        wait = next.dueUs;
        break;
      }
      this.send(next.queue);
    }
    if (this.inFlight.size === 0 && (this.stopped || this.queues.every(queue => queue.peek() === undefined)))
      this.finish();
    else if (wait !== undefined) this.wakeAt(wait);
  }

  private wakeAt(us: number): void {
    // An hour at most: longer timers would overflow, and waking in vain costs nothing.
    const waitMs = Math.min((us - this.nowUs()) / 1_000, 3_600_000);
    this.timer = setTimeout(() => this.pump(), Math.max(0, waitMs));
  }

  /** The next lane in turn that may send, or when the earliest of them is due. Skips are passed over when due. */
  private nextReady(nowUs: number): { queue?: LaneQueue; dueUs?: number } {
    let earliest: number | undefined;
    const isFull = this.inFlight.size >= this.settings.pipeline;
    for (let step = 0; step < this.queues.length; step++) {
      const queue = this.queues[(this.turn + step) % this.queues.length]!;
      const operation = this.peekPastSkips(queue, nowUs);
      if (operation === undefined) continue;
      if (operation === 'goOnSoon') {
        earliest = nowUs;
        continue;
      }
      const dueUs = this.dueUs(operation);
      if (dueUs > nowUs) earliest = Math.min(earliest ?? Infinity, dueUs);
      else if (isFull || queue.window.conflicts(operation)) queue.isQueued = true;
      else {
        this.turn = (this.turn + step + 1) % this.queues.length;
        return { queue };
      }
    }
    return earliest === undefined ? {} : { dueUs: earliest };
  }

  private peekPastSkips(queue: LaneQueue, nowUs: number): Operation | 'goOnSoon' | undefined {
    for (;;) {
      const operation = queue.peek();
      const isSkip = operation !== undefined && operation.event === undefined;
      if (!isSkip || this.dueUs(operation) > nowUs) return operation;
      this.observer.skipped(queue.take());
      // A plan of nothing but skips would otherwise never give way to the timer that ends the stream.
      if (this.settings.closedLoop && queue.taken % 1_000 === 0) return 'goOnSoon';
    }
  }

  private send(queue: LaneQueue): void {
    const wasQueued = queue.isQueued;
    const operation = queue.take();
    const sent = { operation, queue, sentUs: this.nowUs(), tries: 1 };
    queue.window.add(operation);
    this.inFlight.add(sent);
    this.observer.sent(operation, this.lateness(sent, wasQueued));
    this.sender.send(operation, outcome => this.answered(sent, outcome));
    queue.peek();
  }

  private lateness({ operation, sentUs }: Sent, wasQueued: boolean): 'onTime' | 'late' | 'queued' {
    if (this.settings.closedLoop) return 'onTime';
    const dueUs = this.dueUs(operation);
    const freeUs = wasQueued ? Math.max(dueUs, this.answeredUs) : dueUs;
    if (sentUs - freeUs > this.settings.lateUs) return 'late';
    return wasQueued ? 'queued' : 'onTime';
  }

  private answered(sent: Sent, outcome: Outcome): void {
    const { operation, queue, sentUs } = sent;
    if (outcome.kind === 'rejected' && retryable.has(outcome.sqlState) && sent.tries <= retriesMax) {
      sent.tries += 1;
      this.observer.retried(operation);
      this.sender.send(operation, again => this.answered(sent, again));
      return;
    }
    this.answeredUs = this.nowUs();
    this.inFlight.delete(sent);
    queue.window.remove(operation);
    const dueUs = this.settings.closedLoop ? sentUs : this.dueUs(operation);
    this.observer.answered(operation, outcome, { dueUs, sentUs, answeredUs: this.answeredUs });
    if (outcome.kind === 'unknown') {
      this.stopped = true;
      this.lost(outcome.reason);
    }
    this.pump();
  }

  /** When the operation is due, counted from the start of this stream; a closed loop waits for nothing. */
  private dueUs(operation: Operation): number {
    return this.settings.closedLoop ? 0 : operation.dueUs - this.settings.originUs;
  }

  private nowUs(): number {
    return this.clock.nowUs() - this.startUs;
  }
}
