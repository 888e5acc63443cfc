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
 * each of them.
 */
export class Convergence {
  private readonly startedUs: number;
  private changedUs: number;
  private content: string | undefined;

  /** @param nowUs end of the stream */
  constructor(nowUs: number) {
    this.startedUs = nowUs;
    this.changedUs = nowUs;
  }

  /** @param content text that is another one when the rows are */
  at(
    nowUs: number,
    look: { readonly isEqual: boolean; readonly content: string },
    limits: ConvergenceLimits,
  ): ConvergenceState {
    if (look.isEqual) return 'converged';
    if (this.content !== undefined && look.content !== this.content) this.changedUs = nowUs;
    this.content = look.content;
    if (nowUs - this.changedUs >= limits.idleUs) return 'idle';
    return nowUs - this.startedUs >= limits.maxUs ? 'timeOver' : 'changing';
  }
}
