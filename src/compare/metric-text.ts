import { formatCount } from '../shared/count.ts';
import type { Comparison, Metric } from './comparison.generated.ts';
import { percentText, valueText } from './value-text.ts';

/** What people call a metric; with its pair of captures where there are several. */
export function metricName({ label, capture }: Metric, captures: Comparison['captures']): string {
  return `${label}${capture === null || captures.length === 1 ? '' : ` of ${capture}`}`;
}

/** Exact and the same on both sides: worth a word, not a line. */
export function isQuiet({ kind, outcome }: Metric): boolean {
  return kind === 'exact' && outcome === 'same';
}

/** By how much the runs differ (Hodges-Lehmann), or the counts; `~` where that means nothing. */
export function differenceText({ outcome, kind, effect, difference, unit }: Metric): string {
  if (outcome === 'same') return '~';
  const { absolute, relative } = kind === 'noisy' && effect !== null ? effect : difference;
  if (absolute === null || outcome === 'notComparable') return '-';
  const sign = absolute > 0 ? '+' : absolute < 0 ? '-' : '';
  if (kind === 'exact' && unit === 'failed') return '';
  if (kind === 'exact') return `${sign}${formatCount(Math.abs(absolute))}`;
  return `${sign}${relative === null ? valueText(Math.abs(absolute), unit) : percentText(Math.abs(relative))}`;
}

/** Up to what a difference counts as none: `10 % or 5 ms`; empty for exact metrics, where any counts. */
export function toleranceText({ tolerance, floor, unit }: Metric): string {
  if (tolerance === null) return '';
  return `${percentText(tolerance)}${floor === null || floor === 0 ? '' : ` or ${valueText(floor, unit)}`}`;
}

/** The probability that decides, or would: that of Holm where the metric is one of his; empty where nothing was tested. */
export function decidingP({ p, pAdjusted }: Metric): number | null {
  return pAdjusted ?? p;
}
