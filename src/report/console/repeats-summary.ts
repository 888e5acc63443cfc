import type { ChalkInstance } from 'chalk';
import { formatBytes } from '../../shared/bytes.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import { printable } from '../html/printable.ts';
import type { Report } from '../report.generated.ts';
import { scenariosOf } from '../reporters/scenarios-of.ts';
import { figureSpreads, type FigureSpread } from '../run-spread.ts';
import { alignedTable } from './aligned-table.ts';
import { rateText } from './rate-text.ts';

/**
 * What a person reads when several runs are over: of each scenario the verdicts and how far its runs lie apart, and last
 * the files, one a line, without a line end.
 */
export function renderRepeats(
  reports: readonly Report[],
  total: number,
  files: readonly string[],
  colour: ChalkInstance,
): string {
  const scenarios = scenariosOf(reports.map(report => ({ report })));
  const blocks = [
    ...(reports.length < total ? [colour.yellow(`stopped after ${reports.length} of ${total} runs`)] : []),
    ...scenarios.map(({ name, runs }) => {
      const its = runs.map(({ report }) => report);
      const [heading = '', ...rows] = spreadTable(figureSpreads(its));
      return [colour.bold(`${printable(name)}: ${verdicts(its)}`), colour.dim(heading), ...rows].join('\n');
    }),
    ...(files.length === 0 ? [] : [files.join('\n')]),
  ];
  return blocks.join('\n\n');
}

function verdicts(reports: readonly Report[]): string {
  const counts = (['passed', 'failed', 'incomplete'] as const).flatMap(verdict => {
    const count = reports.filter(report => report.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  return `${reports.length} ${reports.length === 1 ? 'run' : 'runs'}, ${counts.join(', ')}`;
}

function spreadTable(spreads: readonly FigureSpread[]): string[] {
  const rows = spreads.map(({ figure, lowest, median, highest, relative }) => [
    printable(figure.name),
    ...[lowest, median, highest].map(value => valueText(value, figure.unit)),
    relative === undefined ? '-' : `${(100 * relative).toFixed(1)} %`,
  ]);
  return alignedTable([['', 'lowest', 'median', 'highest', 'spread'], ...rows]);
}

function valueText(value: number, unit: FigureSpread['figure']['unit']): string {
  if (unit === 'bytes') return formatBytes(value);
  return unit === 'ms' ? formatDurationMs(value) : `${rateText(value)}/s`;
}
