import type pg from 'pg';
import { CannotRun } from '../shared/errors.ts';
import { parsed } from './connection/complete-url.ts';
import { failureText } from './connection/open-failure.ts';
import { openSession } from './connection/open-session.ts';
import { refuseSharedSessions } from './connection/pooler.ts';
import { sqlFile } from './sql-file.ts';
import { identifier } from './sql-text.ts';
import { describeUrl } from './target.ts';

/** What all sessions of a run have in common. */
export interface SessionSettings {
  readonly applicationName: string;
  readonly synchronousCommit: string;
  readonly schema: string;
  /** What a single statement may take; left out: as long as it likes. */
  readonly statementTimeLimitMs?: number;
}

/**
 * Opens a session under the settings that give every value one text (design §5.6).
 * @param url complete, as of a target
 * @throws CannotRun naming host and database, never the password
 */
export async function connect(url: string, settings: SessionSettings): Promise<pg.Client> {
  return told(url, async () => {
    const client = await openSession(parsed(url), settings.applicationName);
    return settled(client, () => applySettings(client, settings));
  });
}

/**
 * The same for the first session of a command, which sees whether it has a server process of its own. That comes before
 * the settings: a pooler would leave them behind in other people's sessions.
 * @throws CannotRun also where a pooler hands its sessions around
 */
export async function connectFirst(url: string, settings: SessionSettings): Promise<pg.Client> {
  return told(url, async () => {
    const open = (): Promise<pg.Client> => openSession(parsed(url), settings.applicationName);
    const client = await open();
    return settled(client, async () => {
      await refuseSharedSessions(client, open);
      await applySettings(client, settings);
    });
  });
}

/** The client once the work is done; closed when the work fails. */
async function settled(client: pg.Client, work: () => Promise<void>): Promise<pg.Client> {
  try {
    await work();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function told(url: string, opening: () => Promise<pg.Client>): Promise<pg.Client> {
  try {
    return await opening();
  } catch (error) {
    const own = error instanceof CannotRun ? error.hint : undefined;
    throw new CannotRun(`cannot connect to ${describeUrl(url)}: ${failureText(error)}`, {
      hint: own ?? 'is the server running, and are host, port, user, password and database right?',
      cause: error,
    });
  }
}

/** Puts a session under our settings, also again after a user's DDL, which may have brought its own along. */
export async function applySettings(client: pg.ClientBase, settings: SessionSettings): Promise<void> {
  const values = Object.entries(sessionValues(settings));
  await client.query(sqlFile('session/settings'), [values.map(([name]) => name), values.map(([, value]) => value)]);
}

/** Settings under which every value has one text, and nothing that a role or database may have set gets in the way. */
export function sessionValues({
  synchronousCommit,
  schema,
  statementTimeLimitMs = 0,
}: SessionSettings): Record<string, string> {
  return {
    TimeZone: 'UTC',
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'postgres',
    extra_float_digits: '1',
    bytea_output: 'hex',
    lc_monetary: 'C',
    client_encoding: 'UTF8',
    search_path: identifier(schema),
    synchronous_commit: synchronousCommit,
    statement_timeout: String(statementTimeLimitMs),
    lock_timeout: '0',
    idle_in_transaction_session_timeout: '0',
  };
}
