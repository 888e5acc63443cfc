import { readFileSync, statSync } from 'node:fs';
import { messageOf } from '../../shared/errors.ts';

/** What a password is looked up for. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** Folders that libpq is built with as the default for sockets: for those the file says localhost. */
const defaultSocketFolders = new Set(['/var/run/postgresql', '/run/postgresql', '/tmp']);

const field = String.raw`((?:\\.|[^:\\])*):`;
const lineForm = new RegExp(`^${field.repeat(4)}(.*?)\\r?$`, 's');

/**
 * The password of the first line that fits (PostgreSQL documentation, "The Password File"): `host:port:database:user:password`,
 * each of the first four a text or `*`, with `\` before `:` and `\` themselves.
 */
export function passwordIn(text: string, { host, port, database, user }: Login): string | undefined {
  const name = defaultSocketFolders.has(host) ? 'localhost' : host;
  const asked = [name, String(port), database, user];
  for (const line of text.split('\n')) {
    const [, ...fields] = lineForm.exec(line) ?? [];
    const password = fields.pop();
    if (password === undefined || line.startsWith('#')) continue;
    if (fields.every((field, place) => field === '*' || unescaped(field) === asked[place])) return unescaped(password);
  }
  return undefined;
}

function unescaped(field: string): string {
  return field.replaceAll(/\\(.)/gs, '$1');
}

/**
 * Looks a password up in a file, which as in libpq must be closed to others.
 * @returns no password where there is no file, or none that fits; a warning where the file is not used
 */
export function passwordFromFile(file: string, login: Login): { password?: string | undefined; warning?: string } {
  const ignored = `the password file ${file} is not used:`;
  try {
    const facts = statSync(file, { throwIfNoEntry: false });
    if (facts === undefined) return {};
    if (!facts.isFile()) return { warning: `${ignored} it is no plain file` };
    if ((facts.mode & 0o077) !== 0) {
      return { warning: `${ignored} group or others have access to it (chmod 600 ${file})` };
    }
    return { password: passwordIn(readFileSync(file, 'utf8'), login) };
  } catch (error) {
    return { warning: `${ignored} ${messageOf(error)}` };
  }
}
