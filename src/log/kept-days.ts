import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Days whose files stay, today's included. */
const daysKept = 7;

/**
 * Removes the files of all days but the last seven, whichever process wrote them: pino-roll's own limit knows the files of
 * its own process only, and most processes end on the day on which they began.
 * @param current path of the file that is being written, `<folder>/<name>.<yyyy-mm-dd>.<number>.log`; it always stays
 * @throws Error of the file system
 */
export function removeOldDays(current: string): void {
  const folder = dirname(current);
  const name = basename(current).split('.', 1)[0];
  const pattern = new RegExp(`^${name}\\.(\\d{4}-\\d{2}-\\d{2})\\.\\d+\\.log$`);
  const files = readdirSync(folder).flatMap(file => {
    const day = pattern.exec(file)?.[1];
    return day === undefined ? [] : [{ file, day }];
  });
  const days = [...new Set(files.map(({ day }) => day))].sort();
  const kept = new Set(days.slice(-daysKept));
  for (const { file, day } of files) {
    // Another process may remove the same file at the same time.
    if (!kept.has(day) && file !== basename(current)) rmSync(join(folder, file), { force: true });
  }
}
