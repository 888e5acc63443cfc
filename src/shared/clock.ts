/** The two times a run needs. Injected, so that schedules are tested without waiting. */
export interface Clock {
  /** Monotonic, in microseconds with a fraction, from an arbitrary start. For every duration. */
  nowUs(): number;
  /** Wall clock in milliseconds since 1970. For dates in reports only. */
  wallMs(): number;
}

export const systemClock: Clock = {
  nowUs: () => performance.now() * 1_000,
  wallMs: () => Date.now(),
};
