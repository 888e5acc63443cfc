import type { TestContext } from 'node:test';
import type { LoopSettings } from '../../src/execute/connection-loop.ts';
import type { Outcome } from '../../src/execute/operation-sender.ts';
import type { OperationTimes, StreamObserver } from '../../src/execute/stream-observer.ts';
import { streamPhase, type StreamRequest, type StreamResult } from '../../src/execute/stream-phase.ts';
import type { Operation } from '../../src/plan/operation.ts';
import { FakeSender, type Answering } from './fake-sender.ts';
import { laneOf } from './operations.ts';
import { VirtualTime } from './virtual-time.ts';

/** Writes down everything that a stream tells. */
export class StreamNotes implements StreamObserver {
  readonly howLate = new Map<number, 'onTime' | 'late' | 'queued'>();
  readonly skips: number[] = [];
  readonly retries: number[] = [];
  readonly outcomes = new Map<number, Outcome>();
  readonly times = new Map<number, OperationTimes>();

  sent({ number }: Operation, howLate: 'onTime' | 'late' | 'queued'): void {
    if (this.howLate.has(number)) throw new Error(`operation ${number} was sent a second time as if it were the first`);
    this.howLate.set(number, howLate);
  }

  skipped({ number }: Operation): void {
    this.skips.push(number);
  }

  retried({ number }: Operation): void {
    this.retries.push(number);
  }

  answered({ number }: Operation, outcome: Outcome, times: OperationTimes): void {
    if (this.outcomes.has(number)) throw new Error(`operation ${number} was answered twice`);
    this.outcomes.set(number, outcome);
    this.times.set(number, times);
  }
}

type FakeRequest = Partial<Omit<StreamRequest, 'lanes' | 'senders' | 'loop' | 'stopping'>> &
  Partial<LoopSettings> & {
    readonly lanes: readonly (readonly Operation[])[];
    readonly connections?: number;
    readonly answering?: Answering;
  };

/** A stream phase on fake connections and virtual time, begun. */
export interface FakeStream {
  readonly time: VirtualTime;
  readonly senders: readonly FakeSender[];
  readonly notes: StreamNotes;
  readonly interrupt: () => void;
  /** Undefined while the stream goes on. */
  result(): StreamResult | undefined;
}

export function beginStream(t: TestContext, request: FakeRequest): FakeStream {
  const time = new VirtualTime(t);
  const { connections = 1, answering, lanes, pipeline = 8, closedLoop = false } = request;
  const { lateUs = 5_000, operationTimeoutUs = 60_000_000 } = request;
  const senders = Array.from({ length: connections }, () => new FakeSender(time, answering));
  const notes = new StreamNotes();
  const stopping = new AbortController();
  let result: StreamResult | undefined;
  const running = streamPhase({
    graceUs: 30_000_000,
    durationUs: undefined,
    operationsPerLane: undefined,
    ...request,
    lanes: lanes.map(laneOf),
    senders,
    loop: { pipeline, closedLoop, originUs: 0, lateUs, operationTimeoutUs },
    clock: time,
    observer: request.observer ?? notes,
    stopping: stopping.signal,
  });
  void running.then(ended => {
    result = ended;
  });
  return { time, senders, notes, interrupt: () => stopping.abort('SIGINT'), result: () => result };
}
