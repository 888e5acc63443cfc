import { readFileSync, statSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { CannotRun, messageOf } from '../../shared/errors.ts';

/** One way to open a session: without TLS, or with it under these options. */
export type Attempt = false | ConnectionOptions;

/**
 * What `sslmode` means to libpq (PostgreSQL documentation, "SSL Support", table of modes), as the ways to try in turn:
 * `allow` and `prefer` have a second one, all others insist. Whatever the mode, a root certificate is checked against
 * where there is one; only `verify-full` wants the name too.
 * @throws CannotRun for files that cannot be used, and modes that promise what cannot be held
 */
export function tlsAttempts(parameters: ReadonlyMap<string, string>): Attempt[] {
  const root = parameters.get('sslrootcert');
  const isDirect = parameters.get('sslnegotiation') === 'direct';
  const mode = parameters.get('sslmode') ?? (root === 'system' ? 'verify-full' : isDirect ? 'require' : 'prefer');
  if (root === 'system' && mode !== 'verify-full') {
    refuse(
      `sslrootcert=system goes with sslmode=verify-full only: anybody may own a certificate of a public authority`,
    );
  }
  if (isDirect && ['disable', 'allow', 'prefer'].includes(mode)) {
    refuse(`sslnegotiation=direct needs sslmode=require or more, not ${mode}`);
  }
  if (mode === 'disable') return [false];
  if (mode.startsWith('verify-') && root === undefined) {
    refuse(`sslmode=${mode} needs the certificate of the authority that the server's was issued by`, {
      hint: 'add sslrootcert=FILE, put it into ~/.postgresql/root.crt, or say sslrootcert=system for public authorities',
    });
  }
  const withTls = { ...trust(mode, root), ...identity(parameters) };
  if (mode === 'allow') return [false, withTls];
  return mode === 'prefer' ? [withTls, false] : [withTls];
}

/** What the server has to show. */
function trust(mode: string, root: string | undefined): ConnectionOptions {
  if (root === undefined) return { rejectUnauthorized: false };
  // Without `ca` Node trusts the public authorities that it ships with.
  const options = root === 'system' ? {} : { ca: read('sslrootcert', root) };
  return mode === 'verify-full' ? options : { ...options, checkServerIdentity: () => undefined };
}

/** What we show the server, if anything. */
function identity(parameters: ReadonlyMap<string, string>): ConnectionOptions {
  const [certificate, key] = [parameters.get('sslcert'), parameters.get('sslkey')];
  if (certificate === undefined) return {};
  if (key === undefined) {
    refuse(`there is a client certificate (${certificate}) and no key to it`, { hint: 'add sslkey=FILE' });
  }
  refuseOpenKey(key);
  const passphrase = parameters.get('sslpassword');
  const options = { cert: read('sslcert', certificate), key: read('sslkey', key) };
  return passphrase === undefined ? options : { ...options, passphrase };
}

function read(parameter: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refuse(`${parameter} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  // Node would take anything for a list of authorities, and then trust none.
  return text.includes('-----BEGIN ') ? text : refuse(`${parameter} holds no PEM text: ${file}`);
}

/** As libpq: a key is its owner's alone; one of root's may be read by a group. */
function refuseOpenKey(file: string): void {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (facts === undefined) return;
  if ((facts.mode & (facts.uid === 0 ? 0o037 : 0o077)) === 0) return;
  refuse(`others have access to the key ${file}`, { hint: `chmod 600 ${file}` });
}

function refuse(message: string, options: { hint?: string; cause?: unknown } = {}): never {
  throw new CannotRun(message, options);
}
