import { readFileSync } from 'node:fs';
import { CannotRun } from '../../shared/errors.ts';
import { whyNotAs } from './root-rights.ts';

/** The unprivileged account that the server's processes run under. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const candidates = ['postgres', '_postgres', 'nobody'];

/**
 * The account to run PostgreSQL under, or null to run it as ourselves. PostgreSQL refuses to run as root, so root
 * borrows an existing unprivileged account; none is ever created.
 *
 * @throws CannotRun when we are root and the system has none of the accounts or does not let us use them
 */
export function accountForServer(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const account = firstAccountOf(readFileSync('/etc/passwd', 'utf8'));
  const reason = account === null ? `/etc/passwd has none of ${candidates.join(', ')}` : whyNotAs(account);
  if (account !== null && reason === null) return account;
  throw new CannotRun(`PostgreSQL refuses to run as root, and no other account can run it here: ${reason}.`, {
    hint: 'Run as an ordinary user (docker run --user), or give a server with --database URL.',
  });
}

/** The first usable candidate in the text of a passwd file; an account with root's rights is no use. */
export function firstAccountOf(passwd: string): Account | null {
  const lines = passwd.split('\n').map(line => line.split(':'));
  for (const name of candidates) {
    const [, , uid, gid] = lines.find(([found]) => found === name) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}
