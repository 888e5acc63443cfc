import { spawn } from 'node:child_process';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import type { Account } from './account.ts';
import { childOptions } from './child-options.ts';
import { lastLines } from './log-tail.ts';
import { sendSignal } from './process-facts.ts';
import type { ServerFolder } from './server-folder.ts';
import type { UndoList } from './undo-list.ts';

/** What initdb needs. */
interface InitRequest {
  readonly initdb: string;
  readonly place: ServerFolder;
  readonly account: Account | null;
  readonly password: string;
  readonly undo: UndoList;
}

/**
 * Fills the data folder: UTF-8, code point order, no locale of the system needed, password asked on every connection.
 *
 * @throws CannotRun with the last lines of initdb when it fails
 */
export async function initDataFolder(request: InitRequest): Promise<void> {
  const { place, account, password } = request;
  // A file, as a command line can be read by everyone.
  writeFileSync(place.passwordFile, `${password}\n`, { flag: 'wx', mode: 0o600 });
  if (account !== null) chownSync(place.passwordFile, account.uid, account.gid);
  let output: string | null;
  try {
    output = await failureOf(request);
  } finally {
    rmSync(place.passwordFile, { force: true });
  }
  if (output === null) return;
  const who = account === null ? '' : ` as the account ${account.name}`;
  throw new CannotRun(`initdb failed in ${place.folder}${who}:\n${lastLines(output)}`, {
    hint: 'Set TMPDIR to a folder with room that its account may enter, or give a server with --database URL.',
  });
}

function argumentsOf({ place }: InitRequest): string[] {
  return [
    `--pgdata=${place.data}`,
    '--username=postgres',
    `--pwfile=${place.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ];
}

/** Runs initdb; null when it succeeded, else its errors. */
function failureOf(request: InitRequest): Promise<string | null> {
  return new Promise((resolve, reject) => {
    // A group of its own: initdb starts servers through a shell, and ending it ends them too.
    const child = spawn(request.initdb, argumentsOf(request), {
      ...childOptions(request.account, request.place.folder),
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    request.undo.add(() => {
      const runs = child.exitCode === null && child.signalCode === null;
      if (runs && child.pid !== undefined) sendSignal(-child.pid, 'SIGKILL');
    });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', error => reject(new CannotRun(`Cannot start initdb: ${messageOf(error)}.`, { cause: error })));
    child.on('close', (code, signal) => resolve(code === 0 ? null : `${output}\nended with ${signal ?? code}`));
  });
}
