import { readdirSync, readFileSync } from 'node:fs';

/** Sends a signal to every process of a group; one that is gone is no error. */
export function signalGroup(groupId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-groupId, signal);
  } catch {
    // Gone, or not ours to signal: whoever waits for its end sees which.
  }
}

/** Whether a process of the group runs. Where /proc tells, zombies do not count: without an init they stay for good. */
export function groupRuns(groupId: number): boolean {
  try {
    process.kill(-groupId, 0);
  } catch (error) {
    // EPERM: they are there, but another account's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const groups = runningGroups();
  return groups === undefined || groups.has(groupId);
}

/** Groups of all processes that are no zombies; undefined where there is no /proc. */
function runningGroups(): Set<number> | undefined {
  try {
    const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
    return new Set(pids.flatMap(groupOf));
  } catch {
    return undefined;
  }
}

/** proc(5): the state is the first field behind the program's name in brackets, the group the third. */
function groupOf(pid: string): number[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? [] : [Number(group)];
  } catch {
    // It ended while we looked.
    return [];
  }
}
