import { setTimeout as delay } from 'node:timers/promises';
import { Convergence, type ConvergenceLimits } from '../../observe/replica/convergence.ts';
import type { ReplicaResult } from '../../observe/replica/replica-result.ts';
import type { StateResult } from '../../observe/state-check.ts';
import type { Clock } from '../../shared/clock.ts';
import { formatCount } from '../../shared/count.ts';
import { CannotRun } from '../../shared/errors.ts';
import type { FeedPosition } from './feed-position.ts';
import { inTime } from './in-time.ts';

const firstPauseMs = 250;
const longestPauseMs = 2_000;
/** A look is given this long even where the time is over before. */
const leastLookUs = 5_000_000;
const statuses = { converged: 'clean', idle: 'findings', timeOver: 'notDrained', unproved: 'void' } as const;
const unproved =
  'its rows are as predicted, but its subscription never confirmed the end of the stream: they may be those of an earlier run';

/** Ways to look at a replica. */
export interface ReplicaLooks {
  /** How far its feed is. */
  position(): Promise<FeedPosition>;
  /** Rows of each table, in the model's order. */
  count(): Promise<number[]>;
  /** Compares all rows in one snapshot. */
  compare(): Promise<StateResult>;
}

/** What a replica has to come to, and in which time. */
export interface Awaited {
  /** Rows of each table, in the model's order. */
  readonly expected: readonly number[];
  /** Asked at each look, since an interruption shortens them. */
  readonly limits: () => ConvergenceLimits;
  /** Told often what is there so far. */
  readonly waiting: (left: string) => void;
  readonly clock: Clock;
}

/**
 * Looks at a replica until it holds every row, nothing changes any more, or the time is over.
 * @throws CannotRun where a look has no answer when the time is over: the session is of no use then
 */
export async function awaitConvergence(looks: ReplicaLooks, awaited: Awaited): Promise<ReplicaResult> {
  const { expected, limits, waiting, clock } = awaited;
  const startUs = clock.nowUs();
  const convergence = new Convergence(startUs, expected);
  const all = total(expected);
  let left = 'no answer yet';
  let [differedUs, compared, pauseMs] = [startUs, 0, firstPauseMs];
  const answered = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const endUs = clock.nowUs() + leastLookUs;
    const isLate = (): boolean => {
      waiting(left);
      return clock.nowUs() > Math.max(endUs, startUs + limits().maxUs);
    };
    return inTime(answer, isLate, () => new CannotRun('its tables could not be read in time: is one of them locked?'));
  };
  for (;;) {
    const beganUs = clock.nowUs();
    const { position, isCaughtUp } = await answered(looks.position());
    const counts = await answered(looks.count());
    left = `${formatCount(total(counts))} of ${formatCount(all)} rows`;
    waiting(left);
    if (convergence.count(clock.nowUs(), { counts, position }, limits())) {
      const { matches, digest, tables } = await answered(looks.compare());
      compared += 1;
      const look = { isEqual: matches, content: digest, isCaughtUp };
      const state = convergence.compare(clock.nowUs(), look, limits());
      const { equalSinceUs } = convergence;
      if (state !== 'changing') {
        const isThere = state === 'converged';
        return {
          status: statuses[state],
          voidReason: state === 'unproved' ? unproved : null,
          convergedMs: isThere ? (equalSinceUs! - startUs) / 1_000 : null,
          convergedUncertaintyMs: isThere ? (equalSinceUs! - differedUs) / 1_000 : null,
          looks: compared,
          tables,
        };
      }
    }
    if (convergence.equalSinceUs === undefined) differedUs = beganUs;
    await delay(pauseMs);
    pauseMs = Math.min(longestPauseMs, pauseMs * 1.25);
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
