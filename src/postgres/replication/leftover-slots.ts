import type pg from 'pg';
import { messageOf } from '../../shared/errors.ts';
import { sqlFile } from '../sql-file.ts';
import { dropSlot } from './drop-slot.ts';
import { isOwnSlotName } from './slot-name.ts';
import { dropOwnPublication, publicationMark } from './slot-publication.ts';

/** A slot whose name begins like the tool's. */
interface NamedSlot {
  readonly name: string;
  readonly plugin: string;
  readonly isHere: boolean;
  readonly database: string;
  readonly active: boolean;
}

/** What became of what earlier runs seem to have left. */
export interface Leftovers {
  readonly droppedSlots: readonly string[];
  readonly droppedPublications: readonly string[];
  /** Slots that were not touched, each with the reason. */
  readonly kept: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Drops the slots that killed runs left in this database: made by the tool, read by nobody, and their lock is free, which
 * the run that owns a slot holds from before the slot is made until after it is gone.
 */
export async function dropLeftovers(client: pg.ClientBase): Promise<Leftovers> {
  const { rows: slots } = await client.query<NamedSlot>(sqlFile('slots/named-slots'));
  const droppedSlots: string[] = [];
  const kept: { name: string; reason: string }[] = [];
  for (const slot of slots) {
    const reason = reasonToKeep(slot) ?? (await reasonItStays(client, slot.name));
    if (reason === undefined) droppedSlots.push(slot.name);
    else kept.push({ name: slot.name, reason });
  }
  const own = await client.query<{ name: string }>(sqlFile('slots/own-publications'), [publicationMark]);
  const droppedPublications: string[] = [];
  for (const { name } of own.rows) {
    if (await withItsLock(client, name, () => dropOwnPublication(client, name))) droppedPublications.push(name);
  }
  return { droppedSlots, droppedPublications, kept };
}

function reasonToKeep({ name, plugin, isHere, database, active }: NamedSlot): string | undefined {
  if (!isOwnSlotName(name) || plugin !== 'pgoutput') return 'alimentador did not make it';
  if (active) return 'it is being read';
  return isHere ? undefined : `it belongs to database ${database}, where a run will drop it`;
}

/** Drops a slot. @returns why it could not be dropped */
async function reasonItStays(client: pg.ClientBase, name: string): Promise<string | undefined> {
  try {
    const isDropped = await withItsLock(client, name, () => dropSlot(client, name));
    return isDropped ? undefined : 'its run is still there';
  } catch (error) {
    return `it cannot be dropped: ${messageOf(error)}`;
  }
}

/** @returns false where another session holds the lock, and nothing was done */
async function withItsLock(client: pg.ClientBase, name: string, work: () => Promise<void>): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(sqlFile('slots/lock'), [name]);
  if (rows[0]?.locked !== true) return false;
  try {
    await work();
  } finally {
    await client.query(sqlFile('slots/unlock'), [name]);
  }
  return true;
}
