import type { Comparison, Metric } from './comparison.generated.ts';

/** What decides, with the metrics that made it so in words, worst first. */
export function verdictOf(metrics: readonly Metric[]): Pick<Comparison, 'verdict' | 'reasons'> {
  const regressions = metrics.filter(({ outcome }) => outcome === 'regression');
  const suspects = metrics.filter(({ outcome, decides }) => outcome === 'suspect' && decides);
  const verdict = regressions.length > 0 ? 'failed' : suspects.length > 0 ? 'suspect' : 'passed';
  return { verdict, reasons: [...regressions, ...suspects].map(inWords) };
}

function inWords({ label, capture, why, outcome }: Metric): string {
  const where = capture === null ? '' : ` of ${capture}`;
  return `${outcome}: ${label}${where}: ${why}`;
}
