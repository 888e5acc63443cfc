import { randomBytes } from 'node:crypto';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import { accountForServer } from './account.ts';
import { installedNative, runnableBinaries } from './binaries.ts';
import { freePort } from './free-port.ts';
import { initDataFolder } from './init-data-folder.ts';
import { launch, type LaunchedServer } from './launch.ts';
import { removeLeftovers } from './leftovers.ts';
import { makeServerFolder, removeServerFolder, temporaryBase } from './server-folder.ts';
import { checkSettings } from './server-settings.ts';
import { undoList, type UndoList } from './undo-list.ts';

/** A PostgreSQL of this process's own, on loopback, in a temporary folder. */
export interface EmbeddedServer {
  /** With its random password: not to be printed. */
  readonly url: string;
  readonly folder: string;
  readonly logFile: string;
  readonly pid: number;
  /** What a killed earlier run left behind and could not be cleaned. */
  readonly warnings: readonly string[];
  /**
   * Ends the server at once, waits until it is gone and removes its folder. May be called again.
   *
   * @throws CannotRun when the server does not end or the folder cannot be removed
   */
  stop(): Promise<void>;
  /** The same, blocking and without errors, for an exit handler: what it cannot remove, the next start does. */
  stopNow(): void;
}

interface EmbeddedServerOptions {
  /** Server settings over ours, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the server's folder is made; the system's temporary folder when left out. */
  readonly temporaryFolder?: string;
  /** Aborting during the start takes everything back before `abort()` returns, so an exit handler may use it too. */
  readonly signal?: AbortSignal;
}

/** What tests put in the place of the real thing. */
interface EmbeddedServerParts {
  readonly native?: string;
  readonly choosePort?: () => Promise<number>;
}

/**
 * Starts an embedded server and waits until it answers. Before, it cleans what killed processes left behind.
 *
 * @throws CannotRun when there are no binaries for this platform, they do not run, or the server refuses a setting;
 * the signal's reason when aborted
 */
export async function startEmbeddedServer(
  options: EmbeddedServerOptions = {},
  parts: EmbeddedServerParts = {},
): Promise<EmbeddedServer> {
  const { signal } = options;
  const undo = undoList();
  const takeBack = () => undo.run();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', takeBack);
  try {
    return await start(options, parts, undo);
  } catch (error) {
    takeBack();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', takeBack);
  }
}

async function start(
  { settings = {}, temporaryFolder, signal }: EmbeddedServerOptions,
  { native = installedNative(), choosePort = freePort }: EmbeddedServerParts,
  undo: UndoList,
): Promise<EmbeddedServer> {
  checkSettings(settings);
  const account = accountForServer();
  const base = temporaryBase(temporaryFolder, account);
  const warnings = await removeLeftovers(base, signal);
  signal?.throwIfAborted();

  const place = makeServerFolder(base, account);
  undo.add(() => removeServerFolder(place.folder));
  const { initdb, postgres } = runnableBinaries({ native, account, folder: place.folder, copy: place.native });
  const password = randomBytes(24).toString('base64url');
  await initDataFolder({ initdb, place, account, password, undo });
  signal?.throwIfAborted();
  const launched = await launch({ postgres, place, account, password, settings, choosePort, undo, signal });
  signal?.throwIfAborted();
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${launched.port}/postgres`,
    folder: place.folder,
    logFile: place.logFile,
    pid: launched.pid,
    warnings,
    ...waysToStop(launched, place.folder),
  };
}

function waysToStop({ process }: LaunchedServer, folder: string): Pick<EmbeddedServer, 'stop' | 'stopNow'> {
  let stopping: Promise<void> | undefined;
  return {
    stop: () => (stopping ??= process.end().then(() => removeOrTell(folder))),
    stopNow: () => {
      process.endNow();
      try {
        removeServerFolder(folder);
      } catch {
        // Nobody could hear of it: the process is ending.
      }
    },
  };
}

function removeOrTell(folder: string): void {
  try {
    removeServerFolder(folder);
  } catch (error) {
    throw new CannotRun(`Could not remove the embedded server's folder ${folder}: ${messageOf(error)}.`, {
      hint: 'Remove it by hand.',
      cause: error,
    });
  }
}
