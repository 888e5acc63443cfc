import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import buildRollingFile from 'pino-roll';
import { messageOf } from '../shared/errors.ts';
import { pointAt } from './current-link.ts';
import { removeOldDays } from './kept-days.ts';

/** What may wait to be written while the disk is full. */
const waitingBytesMax = 500_000;

/** Takes lines and writes each at once, in one piece. */
export interface LineSink {
  write(line: string): unknown;
  /** Waits for the disk. */
  flushSync(): void;
}

/**
 * Opens today's file, `<folder>/<name>.<yyyy-mm-dd>.<number>.log` of the local day, and the next at midnight.
 * `<folder>/<name>.log` is a link to the present one. Processes may share a folder: each line is one write in append mode.
 * @param warn told once what is in the way later on: a full disk, a link that cannot be made
 * @throws Error of the file system when the file cannot be opened
 */
export async function openDailyFile(folder: string, name: string, warn: (problem: string) => void): Promise<LineSink> {
  const link = join(folder, `${name}.log`);
  const problems = new Set<string>();
  const warnOnce = (problem: string): void => {
    if (!problems.has(problem)) warn(problem);
    problems.add(problem);
  };
  mkdirSync(folder, { recursive: true });
  const file = await buildRollingFile({
    file: link,
    frequency: 'daily',
    dateFormat: 'yyyy-MM-dd',
    sync: true,
    maxLength: waitingBytesMax,
  });
  const tidy = (): void => {
    try {
      removeOldDays(file.file);
      pointAt(link, file.file);
    } catch (error) {
      warnOnce(`the log goes on, but its folder is not as it should be: ${messageOf(error)}`);
    }
  };
  tidy();
  file.on('ready', tidy);
  file.on('error', error => warnOnce(`the log cannot be written: ${error.message}`));
  file.on('drop', () => warnOnce('lines of the log are lost'));
  return file;
}
