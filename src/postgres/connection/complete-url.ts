import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseConnectionUrl, writeConnectionUrl, type ConnectionUrl } from '../../shared/connection-url.ts';
import { CannotRun } from '../../shared/errors.ts';
import type { Caller } from './caller.ts';
import { passwordFromFile } from './password-file.ts';

/** Where servers of packages and of the source put their sockets. */
const socketFolders = ['/var/run/postgresql', '/tmp'];
const portDefault = 5432;

/**
 * Fills in what libpq would: host, port, user, database, password, and the certificates of `~/.postgresql`. The result says
 * all that a session needs, so that nothing later looks at the surroundings.
 * @returns the URL with its password, never to be shown, and warnings about files that are not used
 * @throws CannotRun where the URL is none, or says too little
 */
export function completeUrl(url: string, caller: Caller): { url: string; warnings: string[] } {
  const given = parsed(url);
  const port = given.port ?? portDefault;
  const host = given.host ?? defaultHost(port);
  const user = given.user ?? caller.userName;
  if (user === undefined) {
    throw new CannotRun('the URL names no user, and the account that runs this has no name', {
      hint: 'name one: postgresql://user@host/database',
    });
  }
  const database = given.database ?? user;
  const { password, warning } = passwordFor(given, { host, port, database, user }, caller);
  const parameters = isSocket(host) ? withoutTls(given.parameters) : withFiles(given.parameters, caller.homeFolder);
  return {
    url: writeConnectionUrl({ host, port, user, database, password, parameters }),
    warnings: warning === undefined ? [] : [warning],
  };
}

/** @throws CannotRun without the URL in it */
export function parsed(url: string): ConnectionUrl {
  try {
    return parseConnectionUrl(url);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CannotRun(`the URL of the database ${error.message}`, { cause: error });
  }
}

export function isSocket(host: string): boolean {
  return host.startsWith('/');
}

function defaultHost(port: number): string {
  return socketFolders.find(folder => existsSync(join(folder, `.s.PGSQL.${port}`))) ?? 'localhost';
}

function passwordFor(
  given: ConnectionUrl,
  login: Parameters<typeof passwordFromFile>[1],
  { environment, homeFolder }: Caller,
): ReturnType<typeof passwordFromFile> {
  const { PGPASSWORD: spoken, PGPASSFILE: named } = environment;
  if (given.password !== undefined) return { password: given.password };
  if (spoken !== undefined && spoken !== '') return { password: spoken };
  const file = given.parameters.get('passfile') ?? (named === '' ? undefined : named);
  return passwordFromFile(file === undefined ? join(homeFolder, '.pgpass') : atHome(file, homeFolder), login);
}

/** `~` is the shell's word, but nobody expands it in a scenario. */
function atHome(file: string, homeFolder: string): string {
  return resolve(file.replace(/^~(?=\/)/, homeFolder));
}

/** libpq speaks no TLS over a socket, whatever is asked. */
function withoutTls(given: ReadonlyMap<string, string>): Map<string, string> {
  const kept = [...given].filter(([name]) => !name.startsWith('ssl') && name !== 'passfile');
  return new Map([...kept, ['sslmode', 'disable']]);
}

/** Paths made absolute, and libpq's default files where they are there. */
function withFiles(given: ReadonlyMap<string, string>, homeFolder: string): Map<string, string> {
  const parameters = new Map([...given].filter(([name]) => name !== 'passfile'));
  const own = (name: string): string => join(homeFolder, '.postgresql', name);
  for (const [parameter, file] of [
    ['sslrootcert', own('root.crt')],
    ['sslcert', own('postgresql.crt')],
    ['sslkey', own('postgresql.key')],
  ] as const) {
    const written = parameters.get(parameter);
    if (written === 'system' && parameter === 'sslrootcert') continue;
    if (written !== undefined) parameters.set(parameter, atHome(written, homeFolder));
    else if (existsSync(file)) parameters.set(parameter, file);
  }
  return parameters;
}
