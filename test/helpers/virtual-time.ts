import type { TestContext } from 'node:test';
import type { Clock } from '../../src/shared/clock.ts';

interface Timer {
  readonly id: number;
  readonly callback: () => void;
  readonly everyUs: number | undefined;
  dueUs: number;
}

const real = { setTimeout, setInterval, clearTimeout, clearInterval };

/** Node's own limit: a longer timer fires after a millisecond. */
const timerMsMax = 2 ** 31 - 1;

/**
 * A clock and timers that move only when told. It takes the place of the global timers of one test, which so plays days
 * in a moment, and it treats overlong delays as Node does.
 */
export class VirtualTime implements Clock {
  private us = 1_000_000;
  private readonly timers = new Map<number, Timer>();
  private lastId = 0;
  /** Timers that were asked for more than Node can wait. */
  overlong = 0;
  /** Timers that have fired. */
  fired = 0;
  /** Intervals fire no more often than this: a machine that is busy elsewhere, or a test that plays weeks. */
  intervalMsMin = 1;

  constructor(t: TestContext) {
    const clear = (id: unknown): void => void this.timers.delete(id as number);
    const fake = {
      setTimeout: (callback: () => void, ms?: number) => this.add(callback, ms, false),
      setInterval: (callback: () => void, ms?: number) => this.add(callback, ms, true),
      clearTimeout: clear,
      clearInterval: clear,
    };
    Object.assign(globalThis, fake);
    t.after(() => Object.assign(globalThis, real));
  }

  nowUs(): number {
    return this.us;
  }

  wallMs(): number {
    return this.us / 1_000;
  }

  /** Timers that are set and have not fired: something that should have ended has left them behind. */
  get pending(): number {
    return this.timers.size;
  }

  /** Lets the time pass without a timer firing: the event loop is busy. */
  block(ms: number): void {
    this.us += ms * 1_000;
  }

  /** Fires what is due within that time, in order, each at its moment. */
  async pass(ms: number): Promise<void> {
    const endUs = this.us + ms * 1_000;
    await settle();
    for (let timer = this.next(endUs); timer !== undefined; timer = this.next(endUs)) {
      this.us = Math.max(this.us, timer.dueUs);
      if (timer.everyUs === undefined) this.timers.delete(timer.id);
      else timer.dueUs = this.us + Math.max(timer.everyUs, this.intervalMsMin * 1_000);
      this.fired += 1;
      timer.callback();
      await settle();
    }
    this.us = Math.max(this.us, endUs);
  }

  private add(callback: () => void, ms = 1, repeats: boolean): number {
    if (ms > timerMsMax) this.overlong += 1;
    const allowed = ms >= 1 && ms <= timerMsMax ? Math.trunc(ms) : 1;
    const id = (this.lastId += 1);
    this.timers.set(id, {
      id,
      callback,
      dueUs: this.us + allowed * 1_000,
      everyUs: repeats ? allowed * 1_000 : undefined,
    });
    return id;
  }

  private next(endUs: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers.values()) {
      if (timer.dueUs <= endUs && (first === undefined || timer.dueUs < first.dueUs)) first = timer;
    }
    return first;
  }
}

/** Lets promises that are ready go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}
