import type { Clock } from '../../shared/clock.ts';

/** When what comes may be judged at once, and when it is kept for later. */
export interface JudgingTime {
  isLeft(): boolean;
  /** Judging begins. */
  begin(): void;
  /** It has ended, for now. */
  end(): void;
}

/** Where nobody else needs the machine. */
export const allTime: JudgingTime = {
  isLeft: () => true,
  begin: () => undefined,
  end: () => undefined,
};

/** Of a core, however busy the machine is: not all is left to the end of a long stream. */
const leastShare = 0.005;
/** What writers that wait for each other leave idle between two steps is no time that they could do without. */
const leftIdleCores = 0.5;
const lookEveryUs = 250_000;
/** No more is saved up or owed, in microseconds. */
const mostUs = 20_000;

/** Time for judging beside writers that are to be disturbed as little as can be: what the machine leaves idle, but for half a core. */
export class SpareTime implements JudgingTime {
  private readonly clock: Clock;
  private readonly idleCores: () => number;
  private share = leastShare;
  private leftUs = 0;
  private asOfUs: number;
  private lookedUs: number;
  private beganUs = 0;
  private isOver = false;

  /** @param idleCores processors that had nothing to do since it was last asked, as a fraction */
  constructor(clock: Clock, idleCores: () => number) {
    this.clock = clock;
    this.idleCores = idleCores;
    this.asOfUs = clock.nowUs();
    this.lookedUs = this.asOfUs;
  }

  /** The writers have ended: all time is for judging now. */
  writersEnded(): void {
    this.isOver = true;
  }

  isLeft(): boolean {
    return this.isOver || this.earned() > 0;
  }

  begin(): void {
    this.beganUs = this.clock.nowUs();
  }

  end(): void {
    this.leftUs = Math.max(-mostUs, this.leftUs - (this.clock.nowUs() - this.beganUs));
  }

  private earned(): number {
    const nowUs = this.clock.nowUs();
    if (nowUs - this.lookedUs >= lookEveryUs) {
      this.share = Math.min(1, Math.max(leastShare, this.idleCores() - leftIdleCores));
      this.lookedUs = nowUs;
    }
    this.leftUs = Math.min(mostUs, this.leftUs + (nowUs - this.asOfUs) * this.share);
    this.asOfUs = nowUs;
    return this.leftUs;
  }
}
