import type pg from 'pg';
import { connectFirst, type SessionSettings } from './connect.ts';
import { ClientWatch } from './lost.ts';
import { takeRunLock } from './run-lock.ts';
import { readServerFacts, type ServerFacts } from './server-facts.ts';

/** A session that holds the lock of its database: nothing else of ours works there meanwhile. */
export interface LockedSession {
  readonly client: pg.Client;
  readonly watch: ClientWatch;
  readonly facts: ServerFacts;
}

/**
 * Connects, takes the lock and does the work; the session stays open when the work succeeds, for who goes on with it.
 * @throws CannotRun when the database cannot be reached, is too old, or is in use
 */
export async function lockedSession<Result>(
  url: string,
  settings: SessionSettings,
  work: (session: LockedSession) => Promise<Result>,
): Promise<Result> {
  const client = await connectFirst(url, settings);
  const watch = new ClientWatch(client);
  try {
    return await watch.during('the database cannot be prepared', async () => {
      await takeRunLock(client, settings.schema);
      return work({ client, watch, facts: await readServerFacts(client) });
    });
  } catch (error) {
    await client.end();
    throw error;
  }
}
