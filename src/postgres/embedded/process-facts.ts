import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What /proc says of a process. */
interface ProcessStat {
  readonly ended: boolean;
  /** Clock ticks since boot at which the process began: with the pid, its identity until the next boot. */
  readonly startedAt: string | null;
}

/** Facts from /proc; null where it does not show the process (gone, hidden, or no /proc). */
export function statOf(pid: number): ProcessStat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold blanks and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { ended: fields[0] === 'Z' || fields[0] === 'X', startedAt: fields[19] ?? null };
  } catch {
    return null;
  }
}

/** Whether the process runs. A zombie does not: in a container without an init it stays one for good. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, but another account's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return statOf(pid)?.ended !== true;
}

/** Whether the process is a PostgreSQL server over this data folder, judged by its command line. */
export function isServerOf(pid: number, dataFolder: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.some((word, i) => word === '-D' && words[i + 1] === dataFolder);
  } catch {
    const shown = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return shown.status === 0 && shown.stdout.includes(`-D ${dataFolder} `);
  }
}

/** Sends a signal to a process (or, negated, a process group) that may have gone already. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone, or not ours to signal: whoever waits for its end sees which.
  }
}

/**
 * Ends a server the hard way. Its children go first: one that computes would notice the loss of its parent only when
 * it next waits for something.
 */
export function killServer(pid: number): void {
  for (const child of childrenOf(pid)) sendSignal(child, 'SIGKILL');
  sendSignal(pid, 'SIGKILL');
}

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
