import { cpus } from 'node:os';

/** @returns processors of the machine that had nothing to do since it was last asked, as a fraction */
export function watchIdleCores(): () => number {
  let before = times();
  return () => {
    const now = times();
    const allMs = now.allMs - before.allMs;
    const idle = allMs > 0 ? ((now.idleMs - before.idleMs) / allMs) * now.cores : 0;
    before = now;
    return idle;
  };
}

function times(): { cores: number; idleMs: number; allMs: number } {
  const all = cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({
    idle,
    all: user + nice + sys + idle + irq,
  }));
  return {
    cores: all.length,
    idleMs: all.reduce((sum, { idle }) => sum + idle, 0),
    allMs: all.reduce((sum, each) => sum + each.all, 0),
  };
}
