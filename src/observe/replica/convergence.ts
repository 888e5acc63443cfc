/** How long a replica may take, as `drain` of the scenario says. */
export interface ConvergenceLimits {
  /** How long rows must stay as they must be, where nothing else tells that all was applied. */
  readonly quietUs: number;
  /** How long nothing may change before what differs is a finding. */
  readonly idleUs: number;
  readonly maxUs: number;
}

/** Unproved: the rows are as they must be, but the feed never said that it has applied all, so they may be another run's. */
export type ConvergenceState = 'changing' | 'converged' | 'unproved' | 'idle' | 'timeOver';

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
  private equalUs: number | undefined;
  private counted: string | undefined;
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

  /** When the rows came to be as they must be, if they are. */
  get equalSinceUs(): number | undefined {
    return this.equalUs;
  }

  /**
   * @param look `counts`: rows that each table holds; `position`: text that is another one when the feed has come nearer
   * @returns whether to compare every row now: the counts are as they must be, or a verdict may be due, or it is half of
   * `idle` ago that they were compared, since updates change no count
   */
  count(
    nowUs: number,
    { counts, position }: { readonly counts: readonly number[]; readonly position: string },
    { idleUs, maxUs }: ConvergenceLimits,
  ): boolean {
    const isAsExpected = counts.join() === this.expected;
    const counted = `${counts.join()} ${position}`;
    if (this.counted !== undefined && this.counted !== counted) this.changedUs = nowUs;
    this.counted = counted;
    if (!isAsExpected) this.equalUs = undefined;
    const isTimeOver = nowUs - this.startedUs >= maxUs;
    return isAsExpected || isTimeOver || nowUs - this.comparedUs >= idleUs / 2;
  }

  /**
   * @param look `content`: text that is another one when the rows are; `isCaughtUp`: the feed had applied all before the
   * look, undefined where nobody knows
   */
  compare(
    nowUs: number,
    look: { readonly isEqual: boolean; readonly content: string; readonly isCaughtUp: boolean | undefined },
    { quietUs, idleUs, maxUs }: ConvergenceLimits,
  ): ConvergenceState {
    const { isEqual, content, isCaughtUp } = look;
    this.comparedUs = nowUs;
    this.equalUs = isEqual ? (this.equalUs ?? nowUs) : undefined;
    if (this.content !== undefined && content !== this.content) this.changedUs = nowUs;
    this.content = content;
    const isIdle = nowUs - this.changedUs >= idleUs;
    const isTimeOver = nowUs - this.startedUs >= maxUs;
    if (this.equalUs === undefined) return isIdle ? 'idle' : isTimeOver ? 'timeOver' : 'changing';
    const isQuiet = nowUs - this.equalUs >= quietUs || isIdle || isTimeOver;
    if (isCaughtUp ?? isQuiet) return 'converged';
    return isIdle || isTimeOver ? 'unproved' : 'changing';
  }
}
