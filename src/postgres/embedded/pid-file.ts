import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a server writes down in its data folder for as long as it runs. */
interface PidFile {
  readonly pid: number;
  /** Whether it has bound its port and accepts connections. */
  readonly isReady: boolean;
}

export function pidFileOf(data: string): string {
  return join(data, 'postmaster.pid');
}

/** Null when there is none or it is still being written. The lines are those of PostgreSQL's miscadmin.h. */
export function readPidFile(data: string): PidFile | null {
  try {
    const lines = readFileSync(pidFileOf(data), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isSafeInteger(pid) || pid <= 0) return null;
    return { pid, isReady: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}
