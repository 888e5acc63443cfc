import type { JudgedCase } from '../../report/reporters/judged-case.ts';
import type { Comparison, Metric, SideValues } from '../comparison.generated.ts';
import { valueText } from '../value-text.ts';

/** The least that fails a comparison. */
export type FailOn = 'regression' | 'suspect';

/** A judged case for each metric, worst first; some are bad exactly where the comparison ends with 1. */
export function metricCases({ metrics, sides }: Comparison, failOn: FailOn): JudgedCase[] {
  return metrics.map(metric => {
    const { label, capture, kind, why, unit } = metric;
    const status = statusOf(metric, failOn);
    const line = (name: string, values: SideValues): string => `${name}: ${valuesText(values, unit)}`;
    return {
      group: kind,
      name: `${label}${capture === null ? '' : ` of ${capture}`}`,
      status,
      message: status === 'passed' ? why : `${outcomeWords[metric.outcome]}: ${why}`,
      details:
        status === 'failed' || status === 'suspect'
          ? [line(sides.base.name, metric.base), line(sides.candidate.name, metric.candidate)]
          : [],
    };
  });
}

const outcomeWords: Readonly<Record<Metric['outcome'], string>> = {
  regression: 'regression',
  suspect: 'suspect',
  better: 'better',
  same: 'same',
  notMeasured: 'not measured',
  notComparable: 'not comparable',
};

/** What does not decide is never bad, and no warning either. */
function statusOf({ outcome, decides }: Metric, failOn: FailOn): JudgedCase['status'] {
  if (outcome === 'better' || outcome === 'same') return 'passed';
  if (outcome === 'regression') return 'failed';
  if (outcome === 'suspect' && decides) return failOn === 'suspect' ? 'failed' : 'suspect';
  return 'skipped';
}

function valuesText({ value, runs }: SideValues, unit: Metric['unit']): string {
  const each = runs.map(run => valueText(run, unit)).join(', ');
  return runs.length === 1 ? each : `${valueText(value, unit)} (runs: ${each})`;
}
