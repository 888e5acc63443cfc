import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import { connect, type SessionSettings } from '../connect.ts';
import { ClientWatch } from '../lost.ts';
import { sqlFile } from '../sql-file.ts';
import { dropSlot } from './drop-slot.ts';
import { dropLeftovers, type Leftovers } from './leftover-slots.ts';
import { dropOwnPublication, publicationFor, type SlotPublication } from './slot-publication.ts';

const patienceMs = 5_000;

export interface OwnSlotRequest {
  readonly url: string;
  readonly settings: SessionSettings;
  readonly slotName: string;
  /** Tables to tell the changes of, in the settings' schema. */
  readonly tables: readonly string[];
  /** A publication to use, whatever it covers; undefined to find or make one. */
  readonly publication: string | undefined;
}

/** A replication slot that belongs to one run. */
export interface OwnSlot {
  readonly slotName: string;
  readonly publication: SlotPublication;
  /** What commits from here on is told. */
  readonly consistentLsn: number;
  /** Where the log stood just afterwards. */
  readonly insertLsn: number;
  readonly leftovers: Leftovers;
  /** Takes the lock again where the session that held it was lost. */
  claim(): Promise<void>;
  /** Drops the slot, and the publication where it was made for it. */
  drop(): Promise<void>;
}

/**
 * Makes a slot that goes with its owner, after cleaning away those of killed runs. The session stays open: it holds the lock
 * that shows others that the slot has an owner.
 * @throws CannotRun saying what the server lacks
 */
export async function makeOwnSlot(request: OwnSlotRequest): Promise<OwnSlot> {
  const client = await connect(request.url, request.settings);
  try {
    return await new ClientWatch(client).during('the replication slot cannot be made', () => make(client, request));
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function make(client: pg.Client, request: OwnSlotRequest): Promise<OwnSlot> {
  const { slotName } = request;
  const leftovers = await dropLeftovers(client);
  await takeLock(client, slotName);
  const publication = await choosePublication(client, request);
  try {
    const consistentLsn = await createSlot(client, slotName);
    const { rows } = await client.query<{ insertLsn: number }>(sqlFile('slots/insert-lsn'));
    const owner = { client };
    return {
      slotName,
      publication,
      consistentLsn,
      insertLsn: rows[0]!.insertLsn,
      leftovers,
      claim: () => claim(owner, request),
      drop: () => dropOwn(owner, request, publication),
    };
  } catch (error) {
    if (publication.isOwn) await dropOwnPublication(client, publication.name);
    throw error;
  }
}

async function takeLock(client: pg.ClientBase, slotName: string): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>(sqlFile('slots/lock'), [slotName]);
  if (rows[0]?.locked !== true) throw new CannotRun(`another run owns the replication slot ${slotName}`);
}

async function choosePublication(client: pg.ClientBase, request: OwnSlotRequest): Promise<SlotPublication> {
  const { publication, settings, tables, slotName } = request;
  if (publication !== undefined) return { name: publication, isOwn: false };
  return publicationFor(client, settings.schema, tables, slotName);
}

const hints: Readonly<Record<string, string>> = {
  '42501': 'give the role the right: ALTER ROLE ... REPLICATION; `alimentador doctor` prints the line for your server',
  '53400':
    'raise max_replication_slots, or drop slots that nobody uses: SELECT * FROM pg_replication_slots WHERE NOT active;',
  '55000':
    "set wal_level and restart the server: ALTER SYSTEM SET wal_level = 'logical'; or run without captures: --no-captures",
};

async function createSlot(client: pg.ClientBase, slotName: string): Promise<number> {
  try {
    const { rows } = await client.query<{ consistentLsn: number }>(sqlFile('slots/create'), [slotName]);
    return rows[0]!.consistentLsn;
  } catch (error) {
    const hint = error instanceof pg.DatabaseError ? hints[error.code ?? ''] : undefined;
    const message = `the server makes no replication slot: ${messageOf(error)}`;
    throw new CannotRun(message, { cause: error, ...(hint === undefined ? {} : { hint }) });
  }
}

async function claim(owner: { client: pg.Client }, { url, settings, slotName }: OwnSlotRequest): Promise<void> {
  const lock = (client: pg.Client): Promise<unknown> => client.query(sqlFile('slots/lock'), [slotName]);
  const isThere = lock(owner.client).then(
    () => true,
    () => false,
  );
  // A session behind a broken network neither answers nor fails.
  if (await Promise.race([isThere, pause(patienceMs, false, { ref: false })])) return;
  // Where the server has not noticed yet that the session is gone, it still holds the lock for us.
  owner.client = await connect(url, settings);
  await lock(owner.client);
}

/** On a session of its own: the owner's may have been lost with a server that is back by now. */
async function dropOwn(
  owner: { client: pg.Client },
  request: OwnSlotRequest,
  publication: SlotPublication,
): Promise<void> {
  try {
    const client = await connect(request.url, request.settings);
    try {
      await dropSlot(client, request.slotName);
      if (publication.isOwn) await dropOwnPublication(client, publication.name);
    } finally {
      await client.end();
    }
  } finally {
    await owner.client.end().catch(() => undefined);
  }
}
