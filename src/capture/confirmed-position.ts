import type { Told } from './slot/told-message.ts';

/** What may be confirmed to the server: it forgets what lies before, and a new connection goes on from there. */
export interface ConfirmedPosition {
  readonly lsn: number;
  /** A message of a transaction has come. */
  told(message: Told): void;
  /** The consumer is done with all up to a commit's `endLsn`. */
  acknowledged(endLsn: number): void;
  /** The server has sent all that was committed before `walEnd`. */
  reached(walEnd: number): void;
  /** The connection was lost; what was told of a transaction under way comes again. */
  restarted(): void;
}

/**
 * Follows the consumer's acknowledgements, and the server itself while nothing is outstanding: else a database where only
 * other tables change would keep its log for us.
 */
export function confirmedPosition(startLsn: number): ConfirmedPosition {
  let lsn = startLsn;
  let reachedLsn = startLsn;
  /** Changes of a transaction have been told, its commit has not. */
  let isOpen = false;
  let toldEndLsn = startLsn;
  let acknowledgedLsn = startLsn;

  const follow = (): void => {
    const isIdle = !isOpen && acknowledgedLsn >= toldEndLsn;
    lsn = Math.max(lsn, acknowledgedLsn, isIdle ? reachedLsn : 0);
  };
  return {
    get lsn() {
      return lsn;
    },
    told: message => {
      isOpen = message.kind === 'change';
      if (message.kind === 'commit') toldEndLsn = Math.max(toldEndLsn, message.endLsn);
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
