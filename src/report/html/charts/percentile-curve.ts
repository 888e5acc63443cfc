import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import type { Percentiles } from '../../report.generated.ts';

/** A point of the distribution: this share of the operations took at most this long. */
export interface QuantilePoint {
  readonly quantile: number;
  readonly ms: number;
}

/** `points` by share of operations; `exact` when they come from the histogram, not from a handful of percentiles. */
export interface PercentileCurve {
  readonly points: readonly QuantilePoint[];
  readonly exact: boolean;
}

const pointsPerDecade = 24;

/** The distribution from the median outward: ever more points toward 100 %, as the tail is what matters. */
export function percentileCurve(latency: Percentiles): PercentileCurve {
  const fromHistogram = latency.histogram === null ? undefined : decode(latency.histogram, latency.count);
  if (fromHistogram !== undefined) return { points: fromHistogram, exact: true };
  const named = [
    [0.5, latency.p50],
    [0.9, latency.p90],
    [0.95, latency.p95],
    [0.99, latency.p99],
    [0.999, latency.p999],
  ] as const;
  return { points: named.flatMap(([quantile, ms]) => (ms === null ? [] : [{ quantile, ms }])), exact: false };
}

/** Undefined when the text is no histogram: a report must be shown even if a tool between has damaged it. */
function decode(histogram: string, count: number): QuantilePoint[] | undefined {
  try {
    const decoded = decodeFromCompressedBase64(histogram, 32, false);
    // Half an operation is left beyond the last point: that is where the largest value stands.
    const decades = Math.log10(2 * Math.max(count, 1));
    const last = Math.ceil(decades * pointsPerDecade);
    return Array.from({ length: last + 1 }, (_, index) => {
      const quantile = 1 - 10 ** -Math.min(index / pointsPerDecade, decades);
      return { quantile, ms: decoded.getValueAtPercentile(index === last ? 100 : quantile * 100) / 1_000 };
    });
  } catch {
    return undefined;
  }
}
