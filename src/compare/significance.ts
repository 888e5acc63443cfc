import type { Statistics } from './comparison.generated.ts';
import { binomial } from './statistics/mann-whitney.ts';

/** Probability of a false regression that is accepted, over all primary metrics together. */
export const alpha = 0.05;

/** Fewer runs than this on a side are too few to know the noise by. */
const fewestRuns = 4;

/**
 * What so many runs and primary metrics can prove. The smallest probability of the test is one over the number of ways to
 * deal the runs to the sides; Holm multiplies it by the number of tests. Four runs a side suffice for three tests, five for
 * twelve.
 */
export function significanceOf(runs: Statistics['runs'], primaryTests: number): Statistics {
  const smallestP = Math.min(1, Math.max(1, primaryTests) / binomial(runs.base + runs.candidate, runs.base));
  const isReachable = Math.min(runs.base, runs.candidate) >= fewestRuns && smallestP <= alpha && primaryTests > 0;
  return {
    runs: { ...runs },
    alpha,
    primaryTests,
    smallestP,
    significance: isReachable ? 'reachable' : 'unreachable',
    says: says(runs, primaryTests, isReachable),
  };
}

function says(runs: Statistics['runs'], primaryTests: number, isReachable: boolean): string {
  const many =
    runs.base === runs.candidate
      ? `${counted(runs.base, 'run')} a side`
      : `${counted(runs.base, 'run')} of the base, ${runs.candidate} of the candidate`;
  const tests = counted(primaryTests, 'primary metric');
  if (isReachable) return `${many} and ${tests}: a regression is found where p is at most ${alpha}`;
  if (primaryTests === 0) return `${many}: no primary metric was measured in all runs, nothing noisy can be found`;
  if (Math.min(runs.base, runs.candidate) === 1) return `${many}: run-to-run noise is unknown`;
  return `${many} and ${tests}: significance cannot be reached, ${needed(primaryTests)}`;
}

function needed(primaryTests: number): string {
  let runs = fewestRuns;
  while (primaryTests / binomial(2 * runs, runs) > alpha) runs++;
  return `that takes ${runs} runs a side`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
