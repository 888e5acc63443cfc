import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import type { Account } from './account.ts';
import { childOptions } from './child-options.ts';
import { writeOwner } from './owner.ts';
import { pauseNow } from './pause.ts';

export const folderPrefix = 'alimentador-postgres-';

/** The places of one server. Only the data folder belongs to the account, so that it can forge nothing of the rest. */
export interface ServerFolder {
  readonly folder: string;
  readonly data: string;
  readonly logFile: string;
  readonly passwordFile: string;
  readonly native: string;
}

/**
 * The folder that servers' folders are made in, without symbolic links: the given one, else the system's temporary folder.
 * Root's own may be closed to the account that runs the server (a private TMPDIR); then the one that everybody shares.
 */
export function temporaryBase(given: string | undefined, account: Account | null): string {
  const places = given === undefined ? [tmpdir(), '/tmp', '/var/tmp'] : [given];
  const base = places.find(place => account === null || mayEnter(account, place)) ?? places[0]!;
  try {
    return realpathSync(base);
  } catch (error) {
    throw new CannotRun(`Cannot use ${base} for the embedded server's files: ${messageOf(error)}.`, {
      hint: 'Set TMPDIR to a folder that exists, or give a server with --database URL.',
      cause: error,
    });
  }
}

function mayEnter(account: Account, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...childOptions(account, '/'), stdio: 'ignore' }).status === 0;
}

/** Makes a new folder, with this process written down as its owner and an empty data folder of the account's. */
export function makeServerFolder(base: string, account: Account | null): ServerFolder {
  const folder = newFolder(base);
  try {
    writeOwner(folder);
    // The account has to pass through, not to look around.
    if (account !== null) chmodSync(folder, 0o711);
    const data = dataFolderOf(folder);
    mkdirSync(data, { mode: 0o700 });
    if (account !== null) chownSync(data, account.uid, account.gid);
    return {
      folder,
      data,
      logFile: join(folder, 'server.log'),
      passwordFile: join(folder, 'password'),
      native: join(folder, 'native'),
    };
  } catch (error) {
    removeServerFolder(folder);
    throw cannotMake(base, error);
  }
}

export function dataFolderOf(folder: string): string {
  return join(folder, 'data');
}

/**
 * Removes a server's folder; its processes must have been told to end. Tries for about a second, as they may still be
 * writing their last files.
 *
 * @throws the file system's error when the folder is still there after that
 */
export function removeServerFolder(folder: string): void {
  emptyDataAsItsOwner(folder);
  for (let triesLeft = 50; ; triesLeft--) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (triesLeft === 0) throw error;
      pauseNow(20);
    }
  }
}

/**
 * Root deleting recursively where another account writes could be led elsewhere by a symbolic link swapped in at the
 * right moment. With that account's own rights there is nothing to gain.
 */
function emptyDataAsItsOwner(folder: string): void {
  const data = dataFolderOf(folder);
  const owner = lstatSync(data, { throwIfNoEntry: false });
  if (process.getuid?.() !== 0 || owner === undefined || owner.uid === 0) return;
  // It cannot remove the data folder itself and says so; the caller does that, and whatever else is left.
  spawnSync('rm', ['-rf', '--', data], { ...childOptions(owner, folder), stdio: 'ignore' });
}

function newFolder(base: string): string {
  try {
    return mkdtempSync(join(base, folderPrefix));
  } catch (error) {
    throw cannotMake(base, error);
  }
}

function cannotMake(base: string, error: unknown): CannotRun {
  return new CannotRun(`Cannot make the embedded server's folder in ${base}: ${messageOf(error)}.`, {
    hint: 'Set TMPDIR to a folder that you can write to, or give a server with --database URL.',
    cause: error,
  });
}
