import type { Percentiles } from '../report/report.generated.ts';
import type { TimeHistogram } from './histogram.ts';

/**
 * Percentiles of a distribution to which `censored` more values belong that stand behind all others: one that reaches into
 * them is null.
 */
export function censoredPercentiles(histogram: TimeHistogram, censored: number): Percentiles {
  const plain = histogram.percentiles();
  const all = plain.count + censored;
  const at = (percentile: number): number | null => {
    const rank = Math.max(1, Math.ceil((percentile / 100) * all));
    if (rank > plain.count) return null;
    return censored === 0 ? histogram.percentileMs(percentile) : histogram.percentileMs((100 * rank) / plain.count);
  };
  return { ...plain, p50: at(50), p90: at(90), p95: at(95), p99: at(99), p999: at(99.9), max: at(100) };
}
