import assert from 'node:assert/strict';
import { cpus } from 'node:os';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { watchIdleCores } from '../../../src/capture/slot/idle-cores.ts';

/** The system counts in hundredths of a second. */
const inexactness = 0.1;

test('what this process uses is not idle, however busy the others are', () => {
  const idleCores = watchIdleCores();
  const [beganMs, { user, system }] = [performance.now(), process.cpuUsage()];
  while (process.cpuUsage().user - user < 500_000);
  const used = process.cpuUsage({ user, system });
  const usedCores = (used.user + used.system) / 1_000 / (performance.now() - beganMs);
  const idle = idleCores();
  assert.ok(
    idle >= 0 && idle <= cpus().length - usedCores + inexactness,
    `${idle} idle, ${usedCores} used by us alone`,
  );
});

test('a core that has nothing to do is idle', async () => {
  const idleCores = watchIdleCores();
  // Others may keep the machine busy for a while.
  for (let idle = 0; idle === 0; idle = idleCores()) await pause(100);
});
