import { readFileSync } from 'node:fs';

const linesShown = 10;

/** The last lines of a log, for an error message. `from` leaves out the bytes of an earlier attempt. */
export function logTail(file: string, from = 0): string {
  return lastLines(readFileSync(file).subarray(from).toString('utf8'));
}

/** The last lines of what a program printed, indented as a block under a message. */
export function lastLines(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  return lines
    .slice(-linesShown)
    .map(line => `  ${line}`)
    .join('\n');
}
