import type { Came } from './slot/came.ts';

/** What may be confirmed to the server: it forgets what lies before, and a new connection goes on from there. */
export interface ConfirmedPosition {
  readonly lsn: number;
  /** A message of a transaction has come. */
  came(message: Came): void;
  /** All up to a commit's `endLsn` is judged, or kept here until it is. */
  acknowledged(endLsn: number): void;
  /** The server has sent all that was committed before `walEnd`. */
  reached(walEnd: number): void;
  /** The connection was lost; what came of a transaction under way comes again. */
  restarted(): void;
}

/**
 * Follows the consumer's acknowledgements, and the server itself while nothing is outstanding: else a database where only
 * other tables change would keep its log for us.
 */
export function confirmedPosition(startLsn: number): ConfirmedPosition {
  let lsn = startLsn;
  let reachedLsn = startLsn;
  /** Changes of a transaction have come, its commit has not. */
  let isOpen = false;
  let cameEndLsn = startLsn;
  let acknowledgedLsn = startLsn;

  const follow = (): void => {
    const isIdle = !isOpen && acknowledgedLsn >= cameEndLsn;
    lsn = Math.max(lsn, acknowledgedLsn, isIdle ? reachedLsn : 0);
  };
  return {
    get lsn() {
      return lsn;
    },
    came: message => {
      isOpen = message.kind === 'change';
      if (message.kind === 'commit') cameEndLsn = Math.max(cameEndLsn, message.endLsn);
    },
    acknowledged: endLsn => {
      acknowledgedLsn = Math.max(acknowledgedLsn, endLsn);
      follow();
    },
    reached: walEnd => {
      reachedLsn = Math.max(reachedLsn, walEnd);
      follow();
    },
    restarted: () => {
      isOpen = false;
    },
  };
}
