import type { Stage } from '../scenario/scenario.ts';
import { gcd, type Fraction } from '../shared/fraction.ts';

interface Segment {
  readonly startUs: number;
  readonly durationUs: bigint;
  /** Rates as whole numbers over a denominator d that all stages share. */
  readonly from: bigint;
  readonly to: bigint;
  /** Operations due before the segment, in units of 1 / (2 d 10^6). */
  readonly before: bigint;
}

/**
 * Nominal times of a schedule with ramps: the largest whole microsecond t at which the cumulative count N(t) is at most i.
 *
 * Within a segment N(t) = a t + (b - a) t^2 / (2 T). All of it is compared in whole numbers: a floating-point square root
 * gives the first guess only, so every platform agrees on each microsecond.
 */
export class StagedTimes {
  private readonly segments: readonly Segment[];
  private readonly unit: bigint;
  private readonly endUs: number;
  private readonly total: bigint;

  constructor(stages: readonly Stage[]) {
    const denominator = stages.reduce((d, stage) => lcm(lcm(d, stage.from.denominator), stage.to.denominator), 1);
    const whole = (rate: Fraction): bigint => BigInt(rate.numerator) * BigInt(denominator / rate.denominator);
    const segments: Segment[] = [];
    let startUs = 0;
    let before = 0n;
    for (const stage of stages) {
      const [from, to, durationUs] = [whole(stage.from), whole(stage.to), BigInt(stage.durationUs)];
      segments.push({ startUs, durationUs, from, to, before });
      startUs += stage.durationUs;
      before += (from + to) * durationUs;
    }
    this.segments = segments;
    this.unit = 2n * BigInt(denominator) * 1_000_000n;
    this.endUs = startUs;
    this.total = before;
  }

  nominalUs(number: number): number {
    const wanted = BigInt(number) * this.unit;
    if (wanted >= this.total) return this.endUs;
    let segment = this.segments[0]!;
    for (const candidate of this.segments) if (candidate.before <= wanted) segment = candidate;
    return segment.startUs + timeWithin(segment, wanted - segment.before);
  }
}

/** Largest t with 2 a T t + (b - a) t^2 <= wanted T. */
function timeWithin({ from, to, durationUs }: Segment, wanted: bigint): number {
  const reached = (t: bigint): boolean => 2n * from * durationUs * t + (to - from) * t * t <= wanted * durationUs;
  const [a, slope, w, T] = [Number(from), Number(to - from), Number(wanted), Number(durationUs)];
  const root = Math.sqrt(Math.max(0, a * a + (slope * w) / T));
  const guess = slope === 0 ? w / (2 * a) : ((root - a) * T) / slope;
  let t = BigInt(Math.max(0, Math.min(T, Math.floor(Number.isFinite(guess) ? guess : 0))));
  let step = 1n;
  while (t + step <= durationUs && reached(t + step)) [t, step] = [t + step, step * 2n];
  step = 1n;
  while (t > 0n && !reached(t)) [t, step] = [t > step ? t - step : 0n, step * 2n];
  while (t < durationUs && reached(t + 1n)) t += 1n;
  return Number(t);
}

function lcm(a: number, b: number): number {
  return (a / gcd(a, b)) * b;
}
