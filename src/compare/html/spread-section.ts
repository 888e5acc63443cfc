import { markup, type Content } from '../../report/html/markup.ts';
import { emptyNote } from '../../report/html/section.ts';
import { table, type Column } from '../../report/html/table.ts';
import { formatCount } from '../../shared/count.ts';
import type { Comparison, Metric } from '../comparison.generated.ts';
import { metricName } from '../metric-text.ts';
import { both, type Both } from '../side-input.ts';
import { percentText, valueText } from '../value-text.ts';
import { dotStrip } from './dot-strip.ts';
import { sideLegend } from './side-look.ts';

interface Spread {
  readonly metric: Metric;
  readonly runs: Both<number[]>;
}

/** How far the runs of either side lie apart: a difference that is smaller than that says little. */
export function spreadSection(comparison: Comparison): Content {
  const { metrics, sides, captures } = comparison;
  const spreads = metrics
    .filter(({ kind }) => kind === 'noisy')
    .map(metric => ({ metric, runs: both(metric, ({ runs }) => runs.filter(value => value !== null)) }))
    .filter(({ runs }) => runs.base.length > 0 && runs.candidate.length > 0);
  if (spreads.length === 0) return emptyNote('No metric that differs from run to run was measured on both sides.');
  const columns: Column<Spread>[] = [
    { heading: 'Metric', cell: ({ metric }) => metricName(metric, captures) },
    { heading: 'Each run is a dot', cell: spread => dotStrip(spread.runs, described(spread, comparison)) },
    { heading: sides.base.name, number: true, cell: ({ metric, runs }) => rangeText(runs.base, metric.unit) },
    { heading: sides.candidate.name, number: true, cell: ({ metric, runs }) => rangeText(runs.candidate, metric.unit) },
    { heading: 'Shift', number: true, cell: ({ metric }) => shiftText(metric) },
  ];
  return [
    sideLegend(comparison),
    markup`<div class="spread">${table('Runs from the lowest to the highest; a stroke is at the median; the shift is that of Hodges and Lehmann with its interval', columns, spreads)}</div>
<details><summary>Values of every run</summary>
${valuesTable(spreads, comparison)}</details>
`,
  ];
}

function described({ metric, runs }: Spread, { sides, captures }: Comparison): string {
  const part = (side: 'base' | 'candidate'): string => `${sides[side].name} ${rangeText(runs[side], metric.unit)}`;
  return `${metricName(metric, captures)} of each run: ${part('base')}; ${part('candidate')}`;
}

function rangeText(values: readonly number[], unit: Metric['unit']): string {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)].map(value => valueText(value, unit));
  return lowest === highest ? lowest! : `${lowest} – ${highest}`;
}

function shiftText({ effect, unit }: Metric): Content {
  if (effect === null) return '';
  const signed = (value: number): string => {
    return `${value > 0 ? '+' : value < 0 ? '−' : ''}${valueText(Math.abs(value), unit)}`;
  };
  const isInterval = effect.low !== effect.high;
  return markup`${signed(effect.absolute)}${isInterval && markup`<div class="note">${signed(effect.low)} to ${signed(effect.high)} (${percentText(effect.confidence)})</div>`}`;
}

function valuesTable(spreads: readonly Spread[], { sides, statistics, captures }: Comparison): Content {
  const column = (side: 'base' | 'candidate', run: number): Column<Spread> => ({
    heading: `${sides[side].name} ${formatCount(run + 1)}`,
    number: true,
    cell: ({ metric }) => valueText(metric[side].runs[run] ?? null, metric.unit),
  });
  const columns = (['base', 'candidate'] as const).flatMap(side =>
    Array.from({ length: statistics.runs[side] }, (_, run) => column(side, run)),
  );
  return table(
    'Values of every run, in the order of the runs below',
    [{ heading: 'Metric', cell: ({ metric }) => metricName(metric, captures) }, ...columns],
    spreads,
  );
}
