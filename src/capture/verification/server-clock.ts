import { clockOffset, readInsertLsn, type ClockOffset } from '../../postgres/clock-offset.ts';
import { connect, type SessionSettings } from '../../postgres/connect.ts';
import type { Clock } from '../../shared/clock.ts';
import { arrivalShiftUs } from '../arrival-clock.ts';

const everyMs = 10_000;

/** The server's clock as this thread knows it, measured again every 10 s. */
export interface ServerClock {
  /** Our clock, microseconds since 1970, as arrivals are stamped. */
  readonly nowUs: () => number;
  readonly first: ClockOffset;
  /** Where the server's log stood when its clock was first asked. */
  readonly insertLsn: number;
  stop(): Promise<void>;
}

/** @param measured told each time; a measurement that fails is left out, since the capture itself tells of a lost server */
export async function watchServerClock(
  url: string,
  session: SessionSettings,
  clock: Clock,
  measured: (offset: ClockOffset) => void,
): Promise<ServerClock> {
  const client = await connect(url, session);
  const shiftUs = arrivalShiftUs(clock);
  const nowUs = (): number => clock.nowUs() + shiftUs;
  const first = await clockOffset(client, nowUs);
  measured(first);
  const insertLsn = await readInsertLsn(client);
  let measuring: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    measuring = measuring.then(async () => {
      const offset = await clockOffset(client, nowUs).catch(() => undefined);
      if (offset !== undefined) measured(offset);
    });
  }, everyMs);
  return {
    nowUs,
    first,
    insertLsn,
    stop: async () => {
      clearInterval(timer);
      await measuring;
      await client.end().catch(() => undefined);
    },
  };
}
