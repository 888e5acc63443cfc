import pg from 'pg';
import { CannotRun, messageOf } from '../shared/errors.ts';
import { sqlFile } from './sql-file.ts';
import { describeUrl } from './target.ts';

/** What all sessions of a run have in common. */
export interface SessionSettings {
  readonly applicationName: string;
  readonly synchronousCommit: string;
  readonly schema: string;
}

/**
 * Opens a session under the settings that give every value one text (design §5.6).
 * @throws CannotRun naming host and database, never the password
 */
export async function connect(url: string, settings: SessionSettings): Promise<pg.Client> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client(clientConfig(url, settings));
    // Without a listener a lost idle connection would end the process; whoever uses the client sees its queries fail.
    client.on('error', () => undefined);
    await client.connect();
    await applySettings(client, settings);
    return client;
  } catch (error) {
    await client?.end().catch(() => undefined);
    throw new CannotRun(`cannot connect to ${describeUrl(url)}: ${messageOf(error)}`, {
      hint: 'is the server running, and are host, port, user, password and database right?',
      cause: error,
    });
  }
}

/** How every session of a run connects. */
export function clientConfig(url: string, settings: SessionSettings): pg.ClientConfig {
  return {
    connectionString: withLibpqSslMode(url),
    application_name: settings.applicationName,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...withoutEnvironment,
  };
}

/** Puts a session under our settings, also again after a user's DDL, which may have brought its own along. */
export async function applySettings(client: pg.ClientBase, settings: SessionSettings): Promise<void> {
  const values = Object.entries(sessionValues(settings));
  await client.query(sqlFile('session/settings'), [values.map(([name]) => name), values.map(([, value]) => value)]);
}

/** Our settings by name, those that decide a value's text among them. */
export function sessionValues({ synchronousCommit, schema }: SessionSettings): Record<string, string> {
  return {
    TimeZone: 'UTC',
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'postgres',
    extra_float_digits: '1',
    bytea_output: 'hex',
    lc_monetary: 'C',
    client_encoding: 'UTF8',
    search_path: schema,
    synchronous_commit: synchronousCommit,
    statement_timeout: '0',
    lock_timeout: '0',
    idle_in_transaction_session_timeout: '0',
  };
}

/**
 * Said only because pg would take them from PGSSLMODE, PGSSLNEGOTIATION and PGOPTIONS: what the environment happens to
 * hold must not change how a run talks to its server. What the URL says wins over this.
 */
const withoutEnvironment = { ssl: false, sslnegotiation: 'postgres', options: '-c search_path=public' } as const;

/** pg gives `sslmode` a meaning of its own and prints a warning; this asks for the one that psql and libpq have. */
function withLibpqSslMode(url: string): string {
  if (!/[?&]sslmode=/.test(url) || url.includes('uselibpqcompat')) return url;
  return `${url}&uselibpqcompat=true`;
}
