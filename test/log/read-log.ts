import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of the log. */
export interface LogLine {
  readonly level: string;
  readonly time: string;
  readonly pid: number;
  readonly module: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** The lines of a log's present file; the last one is whole too. */
export function readLog(folder: string): LogLine[] {
  const text = readFileSync(join(folder, 'alimentador.log'), 'utf8');
  if (text !== '' && !text.endsWith('\n')) throw new Error(`the last line is cut: ${text.slice(-200)}`);
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as LogLine);
}
