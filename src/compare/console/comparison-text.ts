import type { ChalkInstance } from 'chalk';
import { factLines, type Fact } from '../../report/console/fact-lines.ts';
import { wrapped } from '../../report/console/wrapped.ts';
import { printable } from '../../report/html/printable.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import type { Comparison } from '../comparison.generated.ts';
import { metricTable } from './metric-table.ts';

const width = 80;

/** What a person reads of a comparison: the verdict with its reasons, the metrics, worst first, and what to mind. No line end. */
export function renderComparison(comparison: Comparison, files: readonly string[], colour: ChalkInstance): string {
  const facts: Fact[] = [
    { label: 'Runs', lines: [{ text: runsText(comparison) }] },
    { label: 'Warnings', lines: comparison.warnings.map(text => ({ text, tone: 'caution' })) },
  ];
  const blocks = [
    verdictLines(comparison, colour),
    metricTable(comparison, colour),
    facts.filter(({ lines }) => lines.length > 0).flatMap(fact => factLines(fact, colour)),
    files,
  ];
  return blocks.flatMap(block => (block.length === 0 ? [] : [block.join('\n')])).join('\n\n');
}

function verdictLines({ verdict, reasons, sides, scenario }: Comparison, colour: ChalkInstance): string[] {
  const paint = { passed: colour.green, suspect: colour.yellow, failed: colour.red }[verdict];
  const heading = `${verdict.toUpperCase()}  ${sides.candidate.name} against ${sides.base.name} (${scenario.name})`;
  return [
    ...wrapped(printable(heading), width).map(line => paint.bold(line)),
    ...reasons.flatMap(reason => {
      const lines = wrapped(printable(reason).replace(/\s/g, ' '), width - 4);
      return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
    }),
  ];
}

function runsText({ statistics, sides }: Comparison): string {
  return `${statistics.says}; streams of ${formatDurationMs(sides.candidate.streamMs)}`;
}
