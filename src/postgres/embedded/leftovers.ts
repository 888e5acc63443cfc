import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../../shared/errors.ts';
import { ownerIsGone } from './owner.ts';
import { readPidFile } from './pid-file.ts';
import { isRunning, isServerOf, killServer, sendSignal } from './process-facts.ts';
import { dataFolderOf, folderPrefix, removeServerFolder } from './server-folder.ts';

const quitMs = 6_000;
const killMs = 2_000;
const pollMs = 20;

/**
 * Ends the servers and removes the folders that killed processes left behind. Only what is provably ours goes: a
 * folder that belongs to our user, whose owner it names itself and that is gone. Returns a warning for each that could
 * not be cleaned, as it keeps nobody from starting another server.
 */
export async function removeLeftovers(base: string, signal?: AbortSignal): Promise<string[]> {
  const warnings: string[] = [];
  for (const folder of serverFoldersIn(base)) {
    signal?.throwIfAborted();
    try {
      if (isOurs(folder) && ownerIsGone(folder)) await removeLeftover(folder);
    } catch (error) {
      warnings.push(`Could not remove ${folder}, left behind by a killed run: ${messageOf(error)}. Remove it by hand.`);
    }
  }
  return warnings;
}

/** None where we may write but not look around. */
function serverFoldersIn(base: string): string[] {
  try {
    const names = readdirSync(base).filter(name => name.startsWith(folderPrefix));
    return names.map(name => join(base, name));
  } catch {
    return [];
  }
}

/** A symbolic link's own owner counts, and it is no folder. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.();
}

async function removeLeftover(folder: string): Promise<void> {
  const data = dataFolderOf(folder);
  const pid = serverPidOf(data);
  if (pid !== null) await endServer(pid, data);
  removeServerFolder(folder);
}

/** The process that runs over the data folder; null when there is none, or its number has gone to another process. */
function serverPidOf(data: string): number | null {
  const pid = readPidFile(data)?.pid;
  return pid !== undefined && isRunning(pid) && isServerOf(pid, data) ? pid : null;
}

async function endServer(pid: number, data: string): Promise<void> {
  const isGone = () => !isRunning(pid) || !isServerOf(pid, data);
  sendSignal(pid, 'SIGQUIT');
  if (await holdsWithin(isGone, quitMs)) return;
  killServer(pid);
  if (!(await holdsWithin(isGone, killMs))) throw new Error(`its server, process ${pid}, does not end`);
}

async function holdsWithin(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await delay(pollMs);
  }
  return true;
}
