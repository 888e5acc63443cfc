import type { Clock } from '../shared/clock.ts';

/**
 * Monotonic microseconds since 1970 from the clock's monotonic time: wall time is looked at once, so that a step of it
 * moves no arrival. A thread makes one and uses it for arrivals and for measuring the server's offset alike (design §6.7).
 */
export function arrivalShiftUs(clock: Clock): number {
  return clock.wallMs() * 1_000 - clock.nowUs();
}

/** The same clock, whose wall time is its monotonic one moved: whoever asks for the shift is given the same one. */
export function steadyClock(clock: Clock): Clock {
  const shiftUs = arrivalShiftUs(clock);
  return { nowUs: () => clock.nowUs(), wallMs: () => (clock.nowUs() + shiftUs) / 1_000 };
}
