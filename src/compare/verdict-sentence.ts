import { formatCount } from '../shared/count.ts';
import type { Comparison, Metric } from './comparison.generated.ts';
import { metricName } from './metric-text.ts';

/** The verdict with what made it so, as one sentence; it says nothing of how many runs there were. */
export function verdictSentence({ verdict, sides, metrics, captures }: Comparison): string {
  if (verdict === 'passed') return passed(metrics, captures);
  const outcome = verdict === 'failed' ? 'regression' : 'suspect';
  const worse = metrics.filter(metric => metric.outcome === outcome && metric.decides);
  const [first, ...others] = worse;
  const more = others.length === 0 ? '' : ` and in ${counted(others.length, 'more metric')}`;
  const manner = verdict === 'failed' ? 'is worse than' : 'may be worse than';
  const name = first === undefined ? '' : metricName(first, captures);
  return `${sides.candidate.name} ${manner} ${sides.base.name} in ${name} (${first?.why})${more}.`;
}

function passed(metrics: readonly Metric[], captures: Comparison['captures']): string {
  const count = (outcome: Metric['outcome']): number => metrics.filter(metric => metric.outcome === outcome).length;
  const [same, better] = [count('same'), count('better')];
  const isOpen = ({ outcome }: Metric): boolean => outcome === 'notMeasured' || outcome === 'notComparable';
  const deciding = metrics.filter(metric => isOpen(metric) && metric.decides);
  const others = metrics.filter(metric => isOpen(metric) && !metric.decides).length;
  const shown = metrics.filter(({ outcome, decides }) => outcome === 'suspect' && !decides).length;
  const parts = [
    `${counted(same, 'metric')} without a difference`,
    ...(better > 0 ? [`${formatCount(better)} better`] : []),
    ...(shown > 0 ? [`${formatCount(shown)} suspect that do not decide`] : []),
    ...(others > 0 ? [`${formatCount(others)} not compared that do not decide`] : []),
  ];
  const names = deciding.map(metric => metricName(metric, captures));
  const lacking = names.length === 0 ? '' : ` Of what decides this was not compared: ${names.join(', ')}.`;
  return `Nothing that decides is worse: ${parts.join(', ')}.${lacking}`;
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
