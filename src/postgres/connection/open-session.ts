import pg from 'pg';
import type { ConnectionUrl } from '../../shared/connection-url.ts';
import { CannotRun } from '../../shared/errors.ts';
import { isSocket } from './complete-url.ts';
import { failureText, mayWorkOtherwise } from './open-failure.ts';
import { OwnSocket } from './own-socket.ts';
import { tlsAttempts, type Attempt } from './tls-attempts.ts';

const timeLimitMs = 15_000;

/** What a session asks for in its first message, beside who it is. */
export interface Startup {
  /** A walsender for the URL's database. */
  readonly replication?: 'database';
  /** Settings as in PGOPTIONS; behind those of the URL, so they win. */
  readonly options?: string;
}

/**
 * Opens a session as a complete URL says, over TLS or not as its sslmode asks. Nothing is taken from the environment.
 * @throws CannotRun or the driver's own error, both without the password
 */
export async function openSession(
  url: ConnectionUrl,
  applicationName: string,
  startup: Startup = {},
): Promise<pg.Client> {
  const attempts = tlsAttempts(url.parameters);
  const failures: { attempt: Attempt; error: unknown }[] = [];
  for (const attempt of attempts) {
    try {
      return await openOnce(url, attempt, applicationName, startup);
    } catch (error) {
      failures.push({ attempt, error });
      if (!mayWorkOtherwise(error)) break;
    }
  }
  throw summed(failures);
}

async function openOnce(
  url: ConnectionUrl,
  attempt: Attempt,
  applicationName: string,
  { replication, options }: Startup,
): Promise<pg.Client> {
  const client = new pg.Client({
    ...configuration(url, attempt),
    application_name: applicationName,
    // TLS reads for itself.
    ...(replication !== undefined && attempt === false && { stream: () => new OwnSocket() }),
  });
  // Where these are absent pg takes PGOPTIONS and PGREPLICATION instead.
  Object.assign(insideOf(client).connectionParameters, {
    options: [url.parameters.get('options'), options].filter(each => each !== undefined).join(' ') || undefined,
    replication,
  });
  // Without a listener a lost idle connection would end the process; whoever uses the client sees its queries fail.
  client.on('error', () => undefined);
  if (url.parameters.get('channel_binding') === 'require') insistOnChannelBinding(client);
  try {
    await client.connect();
    return client;
  } catch (error) {
    closeNow(client);
    throw error;
  }
}

/** Without a farewell, which a session that is half open or waits for an answer might never come to. */
export function closeNow(client: pg.Client): void {
  insideOf(client).connection.stream.destroy();
}

function configuration(
  { host, port, user, database, password, parameters }: ConnectionUrl,
  attempt: Attempt,
): pg.ClientConfig {
  const limit = Number(parameters.get('connect_timeout') ?? 0);
  return {
    host: host!,
    port: port!,
    user: user!,
    database: database!,
    // A function is only asked for a password by a server that wants one; a text would be looked up in PGPASSWORD if absent.
    password: () => password ?? noPassword(user!),
    ssl: attempt,
    sslnegotiation: parameters.get('sslnegotiation') === 'direct' ? 'direct' : 'postgres',
    enableChannelBinding: parameters.get('channel_binding') !== 'disable',
    client_encoding: 'UTF8',
    connectionTimeoutMillis: limit === 0 ? timeLimitMs : limit * 1_000,
    keepAlive: !isSocket(host!),
    keepAliveInitialDelayMillis: 10_000,
  };
}

function noPassword(user: string): never {
  throw new CannotRun(`the server asks for the password of "${user}", and there is none`, {
    hint: 'put it into the URL, PGPASSWORD or ~/.pgpass',
  });
}

/** As libpq: gives up before a password goes to a server that cannot prove to be the other end of the TLS connection. */
function insistOnChannelBinding(client: pg.Client): void {
  const { connection } = insideOf(client);
  let isBound = false;
  const giveUp = (): void => {
    connection.stream.destroy(new Error('channel_binding=require, and the server does not offer SCRAM-SHA-256-PLUS'));
  };
  connection.on('authenticationCleartextPassword', giveUp);
  connection.on('authenticationMD5Password', giveUp);
  connection.on('authenticationSASL', ({ mechanisms }: { mechanisms: readonly string[] }) => {
    isBound = mechanisms.includes('SCRAM-SHA-256-PLUS');
    if (!isBound) giveUp();
  });
  connection.on('authenticationOk', () => {
    if (!isBound) giveUp();
  });
}

/** Of two failures that say the same, or where a server without TLS was only asked whether it had it, one is told. */
function summed(failures: readonly { attempt: Attempt; error: unknown }[]): unknown {
  const told = failures.filter(({ error }) => failures.length === 1 || !/does not support SSL/.test(String(error)));
  const texts = told.map(({ error }) => failureText(error));
  if (new Set(texts).size <= 1) return told[0]!.error;
  const parts = told.map(({ attempt }, place) => `${attempt === false ? 'without' : 'over'} TLS: ${texts[place]}`);
  return new CannotRun(parts.join('; '), { cause: told[0]!.error });
}

/** Public properties that pg's types leave out. */
function insideOf(client: pg.Client): { connectionParameters: object; connection: pg.Connection } {
  return client as unknown as ReturnType<typeof insideOf>;
}
