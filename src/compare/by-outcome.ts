import type { Metric } from './comparison.generated.ts';

const rank: Readonly<Record<Metric['outcome'], number>> = {
  regression: 0,
  suspect: 1,
  notComparable: 2,
  notMeasured: 3,
  better: 4,
  same: 5,
};

/** Worst first, and of what is equally bad what decides. */
export function byOutcome(one: Metric, other: Metric): number {
  return rank[one.outcome] - rank[other.outcome] || Number(other.decides) - Number(one.decides);
}
