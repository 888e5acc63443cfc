import type { ChalkInstance } from 'chalk';
import { formatDurationMs } from '../../shared/duration.ts';
import { printable } from '../html/printable.ts';
import type { Report } from '../report.generated.ts';
import { verdictPaint } from './verdict-paint.ts';
import { wrapped } from './wrapped.ts';

const width = 80;
const reasonsShown = 3;

/** One of several runs for people: which, its verdict, the first reasons, its files. */
export function renderRunLines(
  { verdict, reasons, scenario, durationMs }: Report,
  { number, total }: { readonly number: number; readonly total: number },
  files: readonly string[],
  colour: ChalkInstance,
): string[] {
  const which = `${String(number).padStart(String(total).length)}/${total}`;
  const heading = `${verdict.toUpperCase()}  ${printable(scenario.name)}, ${formatDurationMs(durationMs)}`;
  const shown = reasons
    .slice(0, reasonsShown)
    .flatMap(reason => wrapped(printable(reason).replace(/\s/g, ' '), width - 4));
  return [
    `${which}  ${verdictPaint(verdict, colour).bold(heading)}`,
    ...shown.map(line => `    ${line}`),
    ...files.map(file => `    ${file}`),
  ];
}
