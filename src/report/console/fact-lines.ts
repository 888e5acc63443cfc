import type { ChalkInstance } from 'chalk';
import { printable } from '../html/printable.ts';
import { wrapped } from './wrapped.ts';

/** A label and what is said of it, one statement a line. */
export interface Fact {
  readonly label: string;
  readonly lines: readonly FactLine[];
}

export interface FactLine {
  readonly text: string;
  readonly tone?: 'bad' | 'good' | 'caution' | undefined;
}

const labelWidth = 12;
const width = 80;

/** Labels in one column, statements in another, wrapped within 80 columns. Escape sequences in the texts are disarmed. */
export function factLines({ label, lines }: Fact, colour: ChalkInstance): string[] {
  const paint = { bad: colour.red, good: colour.green, caution: colour.yellow };
  const rows = lines.flatMap(({ text, tone }) =>
    wrapped(printable(text).replace(/\s/g, ' '), width - labelWidth).map(row =>
      tone === undefined ? row : paint[tone](row),
    ),
  );
  return rows.map((row, index) => `${colour.dim((index === 0 ? label : '').padEnd(labelWidth))}${row}`.trimEnd());
}
