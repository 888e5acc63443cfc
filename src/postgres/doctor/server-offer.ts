import type pg from 'pg';
import { sqlFile } from '../sql-file.ts';

/** What a server offers the user who asks. */
export interface ServerOffer {
  readonly role: string;
  readonly database: string;
  readonly version: string;
  readonly versionNumber: number;
  readonly walLevel: string;
  readonly superuser: boolean;
  readonly replication: boolean;
  readonly schemaExists: boolean;
  readonly mayCreateTables: boolean;
  readonly mayCreatePublications: boolean;
  readonly mayCreateTemporary: boolean;
  readonly freeConnections: number;
  readonly freeSlots: number;
  readonly freeSenders: number;
  /** The model's tables that belong to somebody else. */
  readonly foreignTables: readonly { readonly name: string; readonly owner: string }[];
  readonly clock: ClockOffset;
}

/** The server's clock minus ours, and how far that may be off: half the round trip. */
export interface ClockOffset {
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
}

/** @param tables the model's, by name */
export async function readServerOffer(
  client: pg.ClientBase,
  schema: string,
  tables: readonly string[],
  nowMs: () => number,
): Promise<ServerOffer> {
  type Facts = Omit<ServerOffer, 'foreignTables' | 'clock'>;
  const { rows } = await client.query<Facts>(sqlFile('doctor/facts'), [schema]);
  const foreign = await client.query<{ name: string; owner: string }>(sqlFile('doctor/foreign-tables'), [
    schema,
    tables,
  ]);
  return { ...rows[0]!, foreignTables: foreign.rows, clock: await clockOffset(client, nowMs) };
}

/** Of twenty round trips the fastest says most (Cristian 1989): the server's answer lies in its middle. */
async function clockOffset(client: pg.ClientBase, nowMs: () => number): Promise<ClockOffset> {
  let best: ClockOffset = { offsetMs: 0, uncertaintyMs: Infinity };
  for (let round = 0; round < 20; round++) {
    const sentMs = nowMs();
    const { rows } = await client.query<{ ms: string }>(sqlFile('doctor/clock'));
    const answeredMs = nowMs();
    const halfMs = (answeredMs - sentMs) / 2;
    const offsetMs = Number(rows[0]!.ms) - (sentMs + halfMs);
    // Our clock is read in whole milliseconds.
    const uncertaintyMs = halfMs + 1;
    if (uncertaintyMs < best.uncertaintyMs) best = { offsetMs, uncertaintyMs };
  }
  return best;
}
