import type { Account } from './account.ts';

interface ChildOptions {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * How every program of the embedded server is started: as the account, in a folder that it may stand in (the caller's
 * may be closed to it), with none of the caller's environment, whose PG* and LC_* variables would change what it does.
 */
export function childOptions(account: Pick<Account, 'uid' | 'gid'> | null, cwd: string): ChildOptions {
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return account === null ? { cwd, env } : { cwd, env, uid: account.uid, gid: account.gid };
}
