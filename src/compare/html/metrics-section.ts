import { markup, type Content, type Markup } from '../../report/html/markup.ts';
import { countOf } from '../../report/html/number-text.ts';
import { table, type Column } from '../../report/html/table.ts';
import { outcomeMark } from '../../report/html/verdict-mark.ts';
import type { Comparison, Metric } from '../comparison.generated.ts';
import { decidingP, differenceText, isQuiet, metricName, toleranceText } from '../metric-text.ts';
import { probabilityText, valueText } from '../value-text.ts';

/** More rows nobody reads, and the page is to stay light. */
const mostRows = 200;

/** Everything that was compared, worst first; exact metrics without a difference are folded away. */
export function metricsSection(comparison: Comparison): Content {
  const { metrics } = comparison;
  const shown = metrics.filter(metric => !isQuiet(metric));
  const quiet = metrics.filter(isQuiet);
  const decides = shown.some(({ decides, kind }) => decides && kind === 'noisy');
  return [
    shown.length > 0 &&
      markup`<div class="metrics">${table('Worst first; ~ is no difference beyond tolerance and noise; percentiles are those of all runs together, differences the shift of the runs, n their number', columnsOf(comparison), shown.slice(0, mostRows))}</div>
${restNote(shown)}`,
    decides && markup`<p class="note">* decides; the other noisy metrics are shown and never fail.</p>\n`,
    quiet.length > 0 &&
      markup`<details><summary>${countOf(quiet.length, 'exact metric')} without a difference</summary>
${table('Exact metrics, the same on both sides', columnsOf(comparison).slice(0, 4), quiet.slice(0, mostRows))}${restNote(quiet)}</details>
`,
  ];
}

function restNote(metrics: readonly Metric[]): Content {
  const rest = metrics.length - mostRows;
  return rest > 0 && markup`<p class="note">And ${countOf(rest, 'more metric')}, which the JSON has.</p>\n`;
}

function columnsOf({ sides, captures }: Comparison): Column<Metric>[] {
  const number = (heading: string, cell: (metric: Metric) => Content): Column<Metric> => ({
    heading,
    number: true,
    cell,
  });
  return [
    { heading: 'Metric', cell: metric => nameMark(metric, captures) },
    { heading: 'Outcome', cell: ({ outcome }) => metricOutcome(outcome) },
    number(sides.base.name, ({ base, unit }) => valueText(base.value, unit)),
    number(sides.candidate.name, ({ candidate, unit }) => valueText(candidate.value, unit)),
    number('Difference', differenceText),
    number('Tolerated', toleranceText),
    number('p', metric => {
      const p = decidingP(metric);
      return p === null ? '' : probabilityText(p);
    }),
    number('n', ({ base, candidate }) => `${measured(base.runs)} / ${measured(candidate.runs)}`),
  ];
}

function nameMark(metric: Metric, captures: Comparison['captures']): Markup {
  const { kind, decides, outcome, why } = metric;
  const isWorse = outcome === 'regression' || outcome === 'suspect';
  return markup`${metricName(metric, captures)}${kind === 'noisy' && decides && ' *'}${isWorse && markup`<div class="note">${why}</div>`}`;
}

/** An outcome as shape and word; `~` for no difference. */
function metricOutcome(outcome: Metric['outcome']): Content {
  if (outcome === 'same') return markup`<span aria-hidden="true">~</span><span class="hidden">no difference</span>`;
  return {
    regression: outcomeMark('failed', 'Regression'),
    suspect: outcomeMark('incomplete', 'Suspect'),
    better: outcomeMark('passed', 'Better'),
    notMeasured: outcomeMark('notRun', 'Not measured'),
    notComparable: outcomeMark('notRun', 'Not comparable'),
  }[outcome];
}

function measured(runs: readonly (number | null)[]): number {
  return runs.filter(value => value !== null).length;
}
