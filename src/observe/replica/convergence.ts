/** How long a replica may take, as `drain` of the scenario says. */
export interface ConvergenceLimits {
  /** How long nothing may change before what differs is a finding. */
  readonly idleUs: number;
  readonly maxUs: number;
}

export type ConvergenceState = 'changing' | 'converged' | 'idle' | 'timeOver';

/**
 * Waits until a replica holds what it must: a state machine without a clock of its own, told of each look.
 *
 * Any change of its rows counts as progress: a replica that applies inserts and deletes in turn does not come nearer with
 * each of them. Rows are counted at every look and compared where that is worth its cost, so a verdict is only ever passed
 * on a comparison.
 */
export class Convergence {
  private readonly startedUs: number;
  private readonly expected: string;
  private changedUs: number;
  private comparedUs = -Infinity;
  private counts: string | undefined;
  private content: string | undefined;

  /**
   * @param nowUs end of the stream
   * @param expected rows that each table must come to hold
   */
  constructor(nowUs: number, expected: readonly number[]) {
    this.startedUs = nowUs;
    this.changedUs = nowUs;
    this.expected = expected.join();
  }

  /**
   * @param counts rows that each table holds
   * @returns whether to compare every row now: the counts are as they must be, or a verdict may be due, or it is half of
   * `idle` ago that they were compared, since updates change no count
   */
  counted(nowUs: number, counts: readonly number[], { idleUs, maxUs }: ConvergenceLimits): boolean {
    const now = counts.join();
    if (this.counts !== undefined && this.counts !== now) this.changedUs = nowUs;
    this.counts = now;
    const isTimeOver = nowUs - this.startedUs >= maxUs;
    return now === this.expected || isTimeOver || nowUs - this.comparedUs >= idleUs / 2;
  }

  /** @param content text that is another one when the rows are */
  compared(
    nowUs: number,
    look: { readonly isEqual: boolean; readonly content: string },
    { idleUs, maxUs }: ConvergenceLimits,
  ): ConvergenceState {
    this.comparedUs = nowUs;
    if (look.isEqual) return 'converged';
    if (this.content !== undefined && look.content !== this.content) this.changedUs = nowUs;
    this.content = look.content;
    if (nowUs - this.changedUs >= idleUs) return 'idle';
    return nowUs - this.startedUs >= maxUs ? 'timeOver' : 'changing';
  }
}
