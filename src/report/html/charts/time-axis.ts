import { scaleLinear } from 'd3-scale';
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

/** Axis of the time since the stream began: where a time lies (0 to 1), and ticks in one unit throughout. */
export function timeAxis(endMs: number): { readonly at: (ms: number) => number; readonly ticks: readonly Tick[] } {
  const at = scaleLinear([0, Math.max(endMs, 1)], [0, 1]);
  const step = steps.find(candidate => endMs / candidate <= mostTicks) ?? endMs / mostTicks;
  const ticks = Array.from({ length: Math.floor(endMs / step) + 1 }, (_, index) => ({
    at: at(index * step),
    label: index === 0 ? '0' : inUnit(index * step, step),
  }));
  return { at, ticks };
}

function inUnit(ms: number, step: number): string {
  if (step >= hour) return `${Math.round(ms / hour)} h`;
  if (step >= minute) return `${ms / minute} min`;
  if (step >= second) return `${ms / second} s`;
  return `${ms} ms`;
}
