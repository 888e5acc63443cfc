import type { ChalkInstance } from 'chalk';
import { formatDurationMs } from '../../shared/duration.ts';
import { printable } from '../html/printable.ts';
import type { Report } from '../report.generated.ts';
import { captureFacts } from './capture-facts.ts';
import { factLines } from './fact-lines.ts';
import { judgementFacts } from './judgement-facts.ts';
import { stateFact } from './state-fact.ts';
import { streamFacts } from './stream-facts.ts';
import { growthTable, reportedTables } from './growth-table.ts';
import { verdictPaint } from './verdict-paint.ts';
import { wrapped } from './wrapped.ts';

const width = 80;

/**
 * What a person reads when a run is over: the verdict with its reasons, the numbers, the rows of each table, and last
 * the files, one a line, without a line end. Within 80 columns (but for paths), and the same words without colour.
 */
export function renderSummary(report: Report, files: readonly string[], colour: ChalkInstance): string {
  const facts = [...streamFacts(report), ...captureFacts(report), stateFact(report), ...judgementFacts(report)];
  const [heading, ...tables] = growthTable(reportedTables(report));
  const blocks = [
    verdictLines(report, colour),
    facts.flatMap(fact => factLines(fact, colour)),
    heading === undefined ? [] : [colour.dim(heading), ...tables],
    files,
  ];
  return blocks.flatMap(block => (block.length === 0 ? [] : [block.join('\n')])).join('\n\n');
}

function verdictLines(
  { verdict, reasons, scenario, durationMs, streamPhase }: Report,
  colour: ChalkInstance,
): string[] {
  const paint = verdictPaint(verdict, colour);
  const limited = streamPhase.generatorLimited ? ' (generator-limited: this machine was the limit)' : '';
  const heading = `${verdict.toUpperCase()}  ${printable(scenario.name)}${scenario.label === null ? '' : ` (${printable(scenario.label)})`}, ${formatDurationMs(durationMs)}${limited}`;
  return [...wrapped(heading, width).map(line => paint.bold(line)), ...reasons.flatMap(reasonLines)];
}

/** Reasons as a list, their further lines under the text. */
function reasonLines(reason: string): string[] {
  const lines = wrapped(printable(reason).replace(/\s/g, ' '), width - 4);
  return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}
