import type { Operation } from '../plan/operation.ts';
import type { Outcome } from './operation-sender.ts';
import type { StreamObserver } from './stream-observer.ts';

/**
 * How far each lane has come for certain: everything before that operation has its answer. What is in flight, was never
 * answered or came behind such a one does not count.
 */
export class LaneProgress implements StreamObserver {
  private readonly done: number[];
  /** Operations answered ahead of an earlier one of their lane; at most as many as are in flight. */
  private readonly ahead: readonly Set<number>[];

  /** @param from operations of each lane that were done before */
  constructor(from: readonly number[]) {
    this.done = [...from];
    this.ahead = from.map(() => new Set());
  }

  /** Operations done, for each lane. */
  get operationsPerLane(): readonly number[] {
    return [...this.done];
  }

  sent(): void {
    // Only an answer counts.
  }

  retried(): void {
    // Only an answer counts.
  }

  skipped(operation: Operation): void {
    this.settled(operation);
  }

  answered(operation: Operation, outcome: Outcome): void {
    if (outcome.kind !== 'unknown') this.settled(operation);
  }

  private settled({ lane, number }: Operation): void {
    const ahead = this.ahead[lane]!;
    ahead.add((number - lane) / this.done.length);
    while (ahead.delete(this.done[lane]!)) this.done[lane]! += 1;
  }
}
