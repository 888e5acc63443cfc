import assert from 'node:assert/strict';

/** Standard deviations from the mean that a sum of squares may lie away: once in some hundred thousand tries. */
const deviations = 4.5;

/**
 * The counts are as even as chance makes them, neither less nor more: Pearson's chi-square within bounds from Wilson and
 * Hilferty (1931).
 */
export function assertEven(counts: readonly number[], what: string): void {
  const expected = counts.reduce((a, b) => a + b, 0) / counts.length;
  const sum = counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
  const degrees = counts.length - 1;
  const bound = (z: number): number =>
    degrees * Math.max(0, 1 - 2 / (9 * degrees) + z * Math.sqrt(2 / (9 * degrees))) ** 3;
  const [low, high] = [bound(-deviations), bound(deviations)];
  assert.ok(sum >= low && sum <= high, `${what}: chi-square ${sum} is not within ${low}..${high}`);
}

/** Something came up as often as its probability makes it, give or take what chance may. */
export function assertShare(times: number, of: number, probability: number, what: string): void {
  const away = Math.abs(times - of * probability);
  const allowed = deviations * Math.sqrt(of * probability * (1 - probability));
  assert.ok(away <= allowed, `${what}: ${times} of ${of}, not about ${of * probability}`);
}

/** How often each of 0..size-1 comes up. */
export function tally(size: number, times: number, value: (time: number) => number): number[] {
  const counts = Array<number>(size).fill(0);
  for (let time = 0; time < times; time++) counts[value(time)]! += 1;
  return counts;
}
