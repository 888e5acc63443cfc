import { setTimeout as delay } from 'node:timers/promises';
import { Convergence, type ConvergenceLimits } from '../../observe/replica/convergence.ts';
import type { ReplicaResult } from '../../observe/replica/replica-result.ts';
import type { StateResult } from '../../observe/state-check.ts';
import type { Clock } from '../../shared/clock.ts';

const firstPauseMs = 250;
const longestPauseMs = 2_000;
const statuses = { converged: 'clean', idle: 'findings', timeOver: 'notDrained' } as const;

/**
 * Looks at a replica until it holds every row, nothing changes any more, or the time is over.
 * @param look compares all rows in one snapshot
 * @param limits asked at each look, since an interruption shortens them
 */
export async function awaitConvergence(
  look: () => Promise<StateResult>,
  limits: () => ConvergenceLimits,
  clock: Clock,
): Promise<ReplicaResult> {
  const startUs = clock.nowUs();
  const convergence = new Convergence(startUs);
  let [beforeUs, looks, pauseMs] = [startUs, 0, firstPauseMs];
  for (;;) {
    const beganUs = clock.nowUs();
    const { matches, digest, tables } = await look();
    const nowUs = clock.nowUs();
    looks += 1;
    const state = convergence.at(nowUs, { isEqual: matches, content: digest }, limits());
    if (state !== 'changing') {
      const isThere = state === 'converged';
      return {
        status: statuses[state],
        voidReason: null,
        convergedMs: isThere ? (nowUs - startUs) / 1_000 : null,
        convergedUncertaintyMs: isThere ? (nowUs - beforeUs) / 1_000 : null,
        looks,
        tables,
      };
    }
    beforeUs = beganUs;
    await delay(pauseMs);
    pauseMs = Math.min(longestPauseMs, pauseMs * 1.25);
  }
}
