import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Time of all processors together, in a unit that is the same each time. */
interface Times {
  readonly idle: number;
  readonly all: number;
}

/** @returns processors of the machine that had nothing to do since it was last asked, as a fraction */
export function watchIdleCores(): () => number {
  const cores = cpus().length;
  const times = timesOf();
  let before = times();
  return () => {
    const now = times();
    const all = now.all - before.all;
    const idle = all > 0 ? ((now.idle - before.idle) / all) * cores : 0;
    before = now;
    return idle;
  };
}

/** Where there is a /proc it is asked: `os.cpus()` asks there for the frequency of each processor, at up to 20 ms each. */
function timesOf(): () => Times {
  try {
    timesOfProc();
    return timesOfProc;
  } catch {
    return timesOfCpus;
  }
}

/**
 * A processor that waits for the disk is not counted as idle: there the writers wait.
 * Source: proc(5), /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal; guests are in user already.
 */
function timesOfProc(): Times {
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n', 1);
  const values = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const idle = values[3] ?? NaN;
  const all = values.reduce((sum, value) => sum + value, 0);
  if (!Number.isFinite(idle + all)) throw new TypeError('/proc/stat has no line of all processors');
  return { idle, all };
}

function timesOfCpus(): Times {
  const times = cpus().map(({ times }) => times);
  return {
    idle: times.reduce((sum, { idle }) => sum + idle, 0),
    all: times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0),
  };
}
