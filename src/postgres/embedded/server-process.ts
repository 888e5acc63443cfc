import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotRun } from '../../shared/errors.ts';
import type { Account } from './account.ts';
import { childOptions } from './child-options.ts';
import { waitNow } from './pause.ts';
import { pidFileOf } from './pid-file.ts';
import { isRunning, killServer, sendSignal, statOf } from './process-facts.ts';
import type { ServerFolder } from './server-folder.ts';

/** How long an immediate shutdown may take; PostgreSQL itself kills children that have not ended after 5 s. */
const endMs = 10_000;
/** The same for an exit handler, which the user waits for. */
const endNowMs = 2_000;

/** A started `postgres`, which may have ended since. */
export interface ServerProcess {
  /** Undefined when it could not be started at all. */
  readonly pid: number | undefined;
  /** Why it could not be started. */
  failure(): Error | null;
  hasExited(): boolean;
  /** Immediate shutdown; resolves when the process is gone, and throws when nothing makes it go. */
  end(): Promise<void>;
  /** The same, blocking. */
  endNow(): void;
  /** Lets this process end while the server still runs. */
  unref(): void;
}

/** What to start it with. */
interface ServerProcessRequest {
  readonly postgres: string;
  readonly arguments: readonly string[];
  readonly place: ServerFolder;
  readonly account: Account | null;
}

/** Starts `postgres` in a session of its own, so that Ctrl-C in our terminal does not reach it. */
export function startServerProcess(request: ServerProcessRequest): ServerProcess {
  const child = spawnInto(request);
  let failure: Error | null = null;
  const exited = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
    child.once('error', error => {
      failure = error;
      resolve();
    });
  });
  const hasExited = () => failure !== null || child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid,
    failure: () => failure,
    hasExited,
    end: async () => {
      if (hasExited() || child.pid === undefined) return;
      child.ref();
      sendSignal(child.pid, 'SIGQUIT');
      if (await endsWithin(exited, endMs)) return;
      killServer(child.pid);
      if (await endsWithin(exited, endMs)) return;
      throw new CannotRun(`The embedded PostgreSQL, process ${child.pid}, does not end.`, {
        hint: 'End it by hand; the next start then removes its folder.',
      });
    },
    endNow: () => {
      if (!hasExited() && child.pid !== undefined) endServerNow(child.pid, pidFileOf(request.place.data));
    },
    unref: () => child.unref(),
  };
}

function spawnInto({ postgres, arguments: words, place, account }: ServerProcessRequest): ChildProcess {
  // A file, not a pipe: a busy parent that reads late must never block the server.
  const log = openSync(place.logFile, 'a', 0o600);
  try {
    const options = childOptions(account, place.folder);
    return spawn(postgres, words, { ...options, detached: true, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

async function endsWithin(exited: Promise<void>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  const tooLong = delay(milliseconds, false, { signal: timer.signal }).catch(() => false);
  const ended = await Promise.race([exited.then(() => true), tooLong]);
  timer.abort();
  return ended;
}

/**
 * Node cannot notice the end of its child while we block, and without /proc an ended child looks alive until it does:
 * there the server's own pid file tells, which it removes last of all.
 */
function endServerNow(pid: number, pidFile: string): void {
  const hadPidFile = existsSync(pidFile);
  const hasEnded = () => !isRunning(pid) || (statOf(pid) === null && hadPidFile && !existsSync(pidFile));
  sendSignal(pid, 'SIGQUIT');
  if (waitNow(hasEnded, endNowMs)) return;
  killServer(pid);
  waitNow(hasEnded, endNowMs);
}
