import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotRun } from '../../shared/errors.ts';
import { connect, type SessionSettings } from '../connect.ts';
import { sqlFile } from '../sql-file.ts';

const attempts = 5;
const pauseMs = 100;
const inUse = '55006';
const undefinedObject = '42704';

/**
 * Drops a slot of the tool, ending whoever still reads it.
 * @throws CannotRun with the line that drops it by hand
 */
export async function dropSlot(client: pg.ClientBase, name: string): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    await client.query(sqlFile('slots/end-reader'), [name]);
    try {
      await client.query(sqlFile('slots/drop'), [name]);
      return;
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (code === undefinedObject) return;
      if (code !== inUse) throw error;
    }
    await pause(pauseMs);
  }
  throw new CannotRun(`the replication slot ${name} is in use and could not be dropped`, {
    hint: `it holds back the server's log until you do: SELECT pg_drop_replication_slot('${name}');`,
  });
}

/** The same on a session of its own, for when nothing else is connected any more. */
export async function dropSlotAt(url: string, settings: SessionSettings, name: string): Promise<void> {
  const client = await connect(url, settings);
  try {
    await dropSlot(client, name);
  } finally {
    await client.end();
  }
}
