import { markdownPage } from '../../report/reporters/markdown-page.ts';
import { markdownDetails, markdownTable, markdownText } from '../../report/reporters/markdown-text.ts';
import { formatCount } from '../../shared/count.ts';
import type { Comparison, Metric } from '../comparison.generated.ts';
import { decidingP, differenceText, isQuiet, metricName, toleranceText } from '../metric-text.ts';
import { probabilityText, valueText } from '../value-text.ts';
import { verdictSentence } from '../verdict-sentence.ts';

const mostShown = 40;
const mostFolded = 200;
const mostLines = 20;

const marks = { passed: '✅', suspect: '⚠️', failed: '❌' } as const;

const words: Readonly<Record<Metric['outcome'], string>> = {
  regression: '**regression**',
  suspect: '**suspect**',
  better: 'better',
  same: '~',
  notMeasured: 'not measured',
  notComparable: 'not comparable',
};

/**
 * A comparison for a pull request or a job summary: the verdict as a sentence, what is worse first, then what else decides,
 * and the rest folded away.
 */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const { verdict, sides, scenario, metrics, warnings, statistics } = comparison;
  const against = `${markdownText(sides.candidate.name)} against ${markdownText(sides.base.name)}`;
  const shown = metrics.filter(isShown);
  const folded = metrics.filter(metric => !isShown(metric));
  return markdownPage([
    `### ${marks[verdict]} ${verdict.toUpperCase()}: ${against}, ${markdownText(scenario.name)}`,
    markdownText(verdictSentence(comparison)),
    shown.length === 0 ? undefined : table(shown, mostShown, comparison),
    folded.length === 0
      ? undefined
      : markdownDetails(`${formatCount(folded.length)} others`, table(folded, mostFolded, comparison)),
    listOf(warnings, 'warning'),
    `<sub>alimentador ${markdownText(comparison.tool.version)}; ${markdownText(statistics.says)}</sub>`,
  ]);
}

/** What is worse, and what of the noisy ones decides; exact ones that are the same would hide it. */
function isShown(metric: Metric): boolean {
  return metric.outcome === 'regression' || metric.outcome === 'suspect' || (metric.decides && !isQuiet(metric));
}

function table(metrics: readonly Metric[], most: number, { sides, captures }: Comparison): string {
  const [base, candidate] = [markdownText(sides.base.name), markdownText(sides.candidate.name)];
  const headings = ['', 'metric', base, candidate, 'difference', 'tolerated', 'p'];
  const rows = metrics.slice(0, most).map(metric => {
    const p = decidingP(metric);
    return [
      words[metric.outcome],
      markdownText(metricName(metric, captures)),
      valueText(metric.base.value, metric.unit),
      valueText(metric.candidate.value, metric.unit),
      differenceText(metric),
      toleranceText(metric),
      p === null ? '' : probabilityText(p),
    ];
  });
  const rest = metrics.length - most;
  const more = rest > 0 ? `\n\nand ${formatCount(rest)} more` : '';
  return `${markdownTable(headings, rows, new Set(headings.slice(2)))}${more}`;
}

function listOf(lines: readonly string[], noun: string): string | undefined {
  if (lines.length === 0) return undefined;
  const rest = lines.length - mostLines;
  const shown = lines.slice(0, mostLines).map(line => `- ${markdownText(line)}`);
  const more = rest > 0 ? [`- and ${formatCount(rest)} more`] : [];
  return markdownDetails(
    `${formatCount(lines.length)} ${noun}${lines.length === 1 ? '' : 's'}`,
    [...shown, ...more].join('\n'),
  );
}
