import { KeptMessages, type TakeMessage } from './kept-messages.ts';
import type { JudgingTime } from './judging-time.ts';

/** What has come from a slot and is not judged yet. */
export interface Backlog {
  /** Messages that wait. */
  readonly waiting: number;
  /**
   * Judges a message, or keeps it for when there is time.
   * @throws what judging throws, or the system where it cannot be kept
   */
  readonly take: TakeMessage;
  /** Does something once all is judged that has come so far. */
  afterwards(act: () => void): void;
  /** Forgets what waits. */
  close(): void;
}

/** So long nothing else is done: what comes meanwhile would be noticed late. */
const sliceMessages = 64;
const lookAgainMs = 20;

/** @param onFailed told what judging threw, where nobody else can be: nothing more is judged then */
export function createBacklog(time: JudgingTime, judge: TakeMessage, onFailed: (error: unknown) => void): Backlog {
  const kept = new KeptMessages();
  const acts: { readonly after: number; readonly act: () => void }[] = [];
  let judged = 0;
  let cancel: (() => void) | undefined;

  const actNow = (): void => {
    while (acts.length > 0 && acts[0]!.after <= judged) acts.shift()!.act();
  };
  const close = (): void => {
    cancel?.();
    cancel = undefined;
    acts.length = 0;
    kept.close();
  };
  const judgeSome = (): void => {
    cancel = undefined;
    time.begin();
    try {
      for (let left = sliceMessages; left > 0 && kept.count > 0; left--) {
        kept.takeNext(judge);
        judged += 1;
        actNow();
      }
    } catch (error) {
      close();
      onFailed(error);
      return;
    }
    time.end();
    goOn();
  };
  const goOn = (): void => {
    if (kept.count === 0 || cancel !== undefined) return;
    if (time.isLeft()) {
      const immediate = setImmediate(judgeSome);
      cancel = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(again, lookAgainMs);
      cancel = () => clearTimeout(timer);
    }
  };
  const again = (): void => {
    cancel = undefined;
    goOn();
  };
  return {
    get waiting() {
      return kept.count;
    },
    take: (bytes, begin, end, lsn, receivedUs) => {
      if (kept.count > 0 || !time.isLeft()) {
        kept.add(bytes, begin, end, lsn, receivedUs);
        goOn();
        return;
      }
      time.begin();
      judge(bytes, begin, end, lsn, receivedUs);
      time.end();
      judged += 1;
    },
    afterwards: act => {
      acts.push({ after: judged + kept.count, act });
      actNow();
    },
    close,
  };
}
