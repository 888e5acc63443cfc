import type { Clock } from '../../shared/clock.ts';
import { encodeStandbyStatus } from './standby-status.ts';

const everyMs = 1_000;
/** After so long without a word the server is asked for one, after so long without an answer the connection counts as lost. */
const askAfterUs = 10_000_000;
const lostAfterUs = 60_000_000;

/** Tells the server, at least every second, how far its reader has come. */
export interface Feedback {
  /** Something came, and it reached up to there. */
  heard(lsn: number, atUs: number): void;
  send(): void;
  stop(): void;
}

export function startFeedback(parts: {
  readonly write: (bytes: Buffer) => void;
  readonly flushedLsn: () => number;
  /** A reader that does not listen hears no silence. */
  readonly isListening: () => boolean;
  readonly onSilence: (reason: string) => void;
  readonly clock: Clock;
}): Feedback {
  const { clock, flushedLsn } = parts;
  let receivedLsn = flushedLsn();
  let heardUs = clock.nowUs();

  const tell = (asksForReply: boolean): void => {
    parts.write(encodeStandbyStatus({ receivedLsn, flushedLsn: flushedLsn(), wallMs: clock.wallMs(), asksForReply }));
  };
  const timer = setInterval(() => {
    if (!parts.isListening()) heardUs = clock.nowUs();
    const silentUs = clock.nowUs() - heardUs;
    if (silentUs > lostAfterUs) parts.onSilence(`the server has said nothing for ${lostAfterUs / 1_000_000} s`);
    else tell(silentUs > askAfterUs);
  }, everyMs);
  return {
    heard: (lsn, atUs) => {
      heardUs = atUs;
      if (lsn > receivedLsn) receivedLsn = lsn;
    },
    send: () => tell(false),
    stop: () => clearInterval(timer),
  };
}
