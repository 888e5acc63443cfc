import { printable } from './printable.ts';

const longestShown = 100;

/**
 * The line of a text that a message is about, with a mark below the column:
 *
 *     14 |   durationn: 5m
 *        |   ^
 *
 * Line and column count from 1, columns in UTF-16 units as editors do. Of a long line the surroundings of the column
 * are shown. Empty where the text has no such line.
 */
export function codeFrame(text: string, line: number, column: number): string {
  const source = lineOf(text, line);
  if (source === undefined || source === '') return '';
  const start = column <= longestShown ? 0 : column - Math.floor(longestShown / 2);
  // Some more than is shown, so that a password that the window cuts in two is still seen to be one.
  const margin = Math.min(start, 1_000);
  const safe = printable(source.slice(start - margin, start + longestShown + 1_000));
  const shown = safe.slice(margin, margin + longestShown);
  const before = start > 0 ? '…' : '';
  const after = start + longestShown < source.length ? '…' : '';
  const indent = ' '.repeat(before.length + Array.from(shown.slice(0, column - 1 - start)).length);
  const gutter = ' '.repeat(String(line).length);
  return `${line} | ${before}${shown}${after}\n${gutter} | ${indent}^`;
}

function lineOf(text: string, line: number): string | undefined {
  let start = 0;
  for (let number = 1; number < line; number++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = text.indexOf('\n', start);
  const source = end === -1 ? text.slice(start) : text.slice(start, end);
  return source.endsWith('\r') ? source.slice(0, -1) : source;
}
