import type pg from 'pg';
import { sqlFile } from './sql-file.ts';

/** The server's clock minus ours, and how far that may be off: half the round trip. */
export interface ClockOffset {
  readonly offsetUs: number;
  readonly uncertaintyUs: number;
}

/**
 * Of twenty round trips the fastest says most (Cristian 1989): the server's answer lies in its middle.
 * @param nowUs our clock, microseconds since 1970
 */
export async function clockOffset(client: pg.ClientBase, nowUs: () => number): Promise<ClockOffset> {
  let best: ClockOffset = { offsetUs: 0, uncertaintyUs: Infinity };
  for (let round = 0; round < 20; round++) {
    const sentUs = nowUs();
    const { rows } = await client.query<{ us: string }>(sqlFile('catalogue/clock'));
    const uncertaintyUs = (nowUs() - sentUs) / 2;
    if (uncertaintyUs < best.uncertaintyUs) {
      best = { offsetUs: Number(rows[0]!.us) - (sentUs + uncertaintyUs), uncertaintyUs };
    }
  }
  return best;
}

/** Where the server's log stands now: what is written later lies behind it. */
export async function readInsertLsn(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ insertLsn: number }>(sqlFile('slots/insert-lsn'));
  return rows[0]!.insertLsn;
}
