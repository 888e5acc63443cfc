import type pg from 'pg';
import { isPooled } from '../connection/pooler.ts';
import { markBeginning } from '../own-objects.ts';
import { sqlFile } from '../sql-file.ts';

/** What a server offers the user who asks. */
export interface ServerOffer {
  readonly role: string;
  readonly database: string;
  readonly version: string;
  readonly versionNumber: number;
  /** It can only be read. */
  readonly isStandby: boolean;
  /** Such as TLSv1.3; null for a session without TLS. */
  readonly tlsVersion: string | null;
  /** Over a socket or the loopback address. */
  readonly isLocal: boolean;
  /** Whether a pooler stands in between. */
  readonly pooled: boolean;
  readonly walLevel: string;
  readonly superuser: boolean;
  readonly replication: boolean;
  readonly schemaExists: boolean;
  readonly mayCreateTables: boolean;
  /** Schemas and publications. */
  readonly mayCreateInDatabase: boolean;
  readonly mayCreateTemporary: boolean;
  /** Of those that the role may use. */
  readonly freeConnections: number;
  /** Null where the role, or the database, has no limit of its own. */
  readonly freeOfRole: number | null;
  readonly freeOfDatabase: number | null;
  readonly freeSlots: number;
  readonly freeSenders: number;
  /** The model's tables, and what was made with them, that belong to somebody else; identities ready for SQL. */
  readonly foreignObjects: readonly { readonly type: string; readonly identity: string; readonly owner: string }[];
  readonly idleSlots: readonly { readonly name: string; readonly retainedBytes: number }[];
  readonly clock: ClockOffset;
}

/** The server's clock minus ours, and how far that may be off: half the round trip. */
export interface ClockOffset {
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
}

/** @param model its name, and its tables by name */
export async function readServerOffer(
  client: pg.Client,
  schema: string,
  model: { readonly name: string; readonly tables: readonly string[] },
  nowMs: () => number,
): Promise<ServerOffer> {
  type Facts = Omit<ServerOffer, 'foreignObjects' | 'idleSlots' | 'clock' | 'pooled'>;
  const { rows } = await client.query<Facts>(sqlFile('doctor/facts'), [schema]);
  const asked = [schema, model.tables, markBeginning(model.name)];
  const foreign = await client.query<ServerOffer['foreignObjects'][number]>(sqlFile('doctor/foreign-objects'), asked);
  const idle = await client.query<ServerOffer['idleSlots'][number]>(sqlFile('doctor/idle-slots'));
  return {
    ...rows[0]!,
    foreignObjects: foreign.rows,
    idleSlots: idle.rows,
    pooled: await isPooled(client),
    clock: await clockOffset(client, nowMs),
  };
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
