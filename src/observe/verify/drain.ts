export interface DrainSettings {
  /** How long nothing may come after all is there. */
  readonly quietUs: number;
  /** How long nothing new may come before what is left counts as missing. */
  readonly idleUs: number;
  readonly maxUs: number;
}

/** What a capture has seen so far. */
export interface DrainCounts {
  readonly expected: number;
  /** Of the expected ones: those that came, whatever was wrong with them. */
  readonly arrived: number;
  /** Changes of modelled tables, whatever became of them. */
  readonly changes: number;
}

export type DrainState = 'draining' | 'drained' | 'notDrained';

/**
 * Waits until a capture has delivered what is left when a stream is over: a state machine without a clock of its own. Fed
 * at any times that do not go back, at least as often as `quietUs`.
 */
export class Drain {
  state: DrainState = 'draining';
  private readonly settings: DrainSettings;
  private startedUs: number;
  private counts: DrainCounts;
  private changedUs: number;
  private arrivedUs: number;

  /** @param nowUs end of the stream */
  constructor(settings: DrainSettings, nowUs: number, counts: DrainCounts) {
    this.settings = settings;
    this.startedUs = nowUs;
    this.changedUs = nowUs;
    this.arrivedUs = nowUs;
    this.counts = counts;
  }

  /** Nothing can come now: quiet and idle time begin again. */
  hold(nowUs: number): void {
    this.changedUs = nowUs;
    this.arrivedUs = nowUs;
  }

  /** What has come is not judged yet: all waiting begins when it is. */
  postpone(nowUs: number): void {
    this.startedUs = nowUs;
    this.hold(nowUs);
  }

  /** What has come is not judged yet, and is not waited for longer than for the rest. */
  hurry(nowUs: number): void {
    this.hold(nowUs);
    if (this.state === 'draining' && nowUs - this.startedUs >= this.settings.maxUs) this.state = 'notDrained';
  }

  at(nowUs: number, counts: DrainCounts): DrainState {
    if (this.state !== 'draining') return this.state;
    if (counts.changes > this.counts.changes) this.changedUs = nowUs;
    if (counts.arrived > this.counts.arrived) this.arrivedUs = nowUs;
    this.counts = counts;
    const isComplete = counts.arrived >= counts.expected;
    const { quietUs, idleUs, maxUs } = this.settings;
    if (isComplete && nowUs - this.changedUs >= quietUs) this.state = 'drained';
    else if (nowUs - this.arrivedUs >= idleUs) this.state = 'drained';
    else if (nowUs - this.startedUs >= maxUs) this.state = isComplete ? 'drained' : 'notDrained';
    return this.state;
  }
}
