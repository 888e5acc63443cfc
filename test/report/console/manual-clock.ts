import type { Clock } from '../../../src/shared/clock.ts';

/** A clock that stands until it is moved. */
export class ManualClock implements Clock {
  private us = 5_000_000;

  advanceMs(ms: number): void {
    this.us += ms * 1_000;
  }

  nowUs(): number {
    return this.us;
  }

  wallMs(): number {
    return this.us / 1_000;
  }
}
