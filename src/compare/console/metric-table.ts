import type { ChalkInstance } from 'chalk';
import { alignedTable } from '../../report/console/aligned-table.ts';
import { wrapped } from '../../report/console/wrapped.ts';
import { printable } from '../../report/html/printable.ts';
import type { Comparison, Metric } from '../comparison.generated.ts';
import { differenceText, isQuiet, metricName } from '../metric-text.ts';
import { valueText } from '../value-text.ts';

const width = 80;
const longestName = 24;

/** Metrics as a table, worst first, `~` where there is no difference; exact ones that are the same are only named. */
export function metricTable({ metrics, sides, captures }: Comparison, colour: ChalkInstance): string[] {
  const shown = metrics.filter(metric => !isQuiet(metric));
  const nameOf = (metric: Metric): string => {
    const mark = metric.decides && metric.kind === 'noisy' ? ' *' : '';
    return printable(`${metricName(metric, captures)}${mark}`);
  };
  const head = ['Metric', heading(sides.base.name), heading(sides.candidate.name), 'Difference', 'Outcome'];
  const rows = shown.map(metric => [
    nameOf(metric),
    valueText(metric.base.value, metric.unit),
    valueText(metric.candidate.value, metric.unit),
    differenceText(metric),
    outcomes[metric.outcome],
  ]);
  const [first = '', ...lines] = alignedTable([head, ...rows]);
  const quiet = metrics.filter(isQuiet);
  const checks = quiet.filter(({ unit }) => unit === 'failed').length;
  const same = [
    ...quiet.filter(({ unit }) => unit !== 'failed').map(nameOf),
    ...(checks === 0 ? [] : [checks === 1 ? '1 check' : `${checks} checks`]),
  ];
  const paint = paints(colour);
  return [
    ...(rows.length === 0 ? [] : [colour.dim(first), ...lines.map((line, row) => paint[shown[row]!.outcome](line))]),
    ...(shown.some(({ kind, decides }) => kind === 'noisy' && decides) ? [colour.dim('* decides')] : []),
    ...(same.length === 0 ? [] : ['', ...wrapped(`Exactly the same: ${same.join(', ')}`, width)]),
  ];
}

const outcomes: Readonly<Record<Metric['outcome'], string>> = {
  regression: 'REGRESSION',
  suspect: 'suspect',
  better: 'better',
  same: '~',
  notMeasured: 'not measured',
  notComparable: 'not comparable',
};

function paints(colour: ChalkInstance): Readonly<Record<Metric['outcome'], (line: string) => string>> {
  const plain = (line: string): string => line;
  return {
    regression: colour.red,
    suspect: colour.yellow,
    better: colour.green,
    same: plain,
    notMeasured: colour.dim,
    notComparable: colour.dim,
  };
}

function heading(name: string): string {
  const text = printable(name);
  return text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text;
}
