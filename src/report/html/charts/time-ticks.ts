import type { Tick } from './tick.ts';

const millisecond = 1;
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Steps that people count time in; d3's own are decimal (every 50 000 ms) or calendar dates. */
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map(n => n * millisecond),
  ...[1, 2, 5, 10, 15, 30].map(n => n * second),
  ...[1, 2, 5, 10, 15, 30].map(n => n * minute),
  ...[1, 2, 3, 6, 12, 24, 48, 168, 336, 720].map(n => n * hour),
];

const mostTicks = 6;

/** Ticks of a stretch of time in ms, in one unit throughout; zero is when the stream began. */
export function timeTicks(fromMs: number, toMs: number): Tick[] {
  const length = Math.max(toMs - fromMs, 1);
  const step = steps.find(candidate => length / candidate <= mostTicks) ?? length / mostTicks;
  const first = Math.ceil(fromMs / step);
  return Array.from({ length: Math.floor(toMs / step) - first + 1 }, (_, index) => {
    const ms = (first + index) * step;
    return { at: (ms - fromMs) / length, label: inUnit(ms, step) };
  });
}

function inUnit(ms: number, step: number): string {
  if (ms === 0) return '0';
  const sign = ms < 0 ? '−' : '';
  const size = Math.abs(ms);
  if (step >= hour) return `${sign}${Math.round(size / hour)} h`;
  if (step >= minute) return `${sign}${size / minute} min`;
  if (step >= second) return `${sign}${size / second} s`;
  return `${sign}${size} ms`;
}
