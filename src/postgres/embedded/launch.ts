import { existsSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import type { Account } from './account.ts';
import { answers } from './answers.ts';
import { logTail } from './log-tail.ts';
import { readPidFile } from './pid-file.ts';
import type { ServerFolder } from './server-folder.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';
import { serverArguments } from './server-settings.ts';
import type { UndoList } from './undo-list.ts';

const portsTried = 5;
const readyMs = 30_000;
const pollMs = 20;

/** What to launch. */
interface LaunchRequest {
  readonly postgres: string;
  readonly place: ServerFolder;
  readonly account: Account | null;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly choosePort: () => Promise<number>;
  readonly undo: UndoList;
  readonly signal: AbortSignal | undefined;
}

/** A server that answers. */
export interface LaunchedServer {
  readonly process: ServerProcess;
  readonly pid: number;
  readonly port: number;
}

/**
 * Starts the server over a filled data folder and waits until it answers; where the port was taken between choosing
 * and binding it, again with another.
 *
 * @throws CannotRun with the log's last lines when the server ends instead, or does not answer in 30 s
 */
export async function launch(request: LaunchRequest): Promise<LaunchedServer> {
  for (let triesLeft = portsTried; ; triesLeft--) {
    const port = await request.choosePort();
    request.signal?.throwIfAborted();
    const logStart = sizeOf(request.place.logFile);
    const process = startOn(port, request);
    if ((await untilReady(process, port, request)) && process.pid !== undefined) {
      process.unref();
      return { process, pid: process.pid, port };
    }
    const log = logTail(request.place.logFile, logStart);
    const portTaken = log.includes('Address already in use');
    if (!portTaken || triesLeft === 1) throw endedEarly(process, log, request.place.logFile);
  }
}

function startOn(port: number, request: LaunchRequest): ServerProcess {
  const process = startServerProcess({
    postgres: request.postgres,
    arguments: serverArguments(request.place.data, port, request.settings),
    place: request.place,
    account: request.account,
  });
  request.undo.add(() => process.endNow());
  return process;
}

/** True when it answers, false when it has ended. */
async function untilReady(process: ServerProcess, port: number, request: LaunchRequest): Promise<boolean> {
  const deadline = performance.now() + readyMs;
  while (!process.hasExited()) {
    // Asked only when it has the port: until then another program might, and wait with us for the first word.
    const state = readPidFile(request.place.data);
    const isReady = state !== null && state.isReady && state.pid === process.pid;
    if (isReady && (await answers(port, request.password))) return true;
    if (performance.now() > deadline) {
      throw new CannotRun(
        `The embedded PostgreSQL did not answer in ${readyMs / 1_000} s. Its log ends:\n${logTail(request.place.logFile)}`,
        { hint: 'Is the machine out of memory or processor time? Otherwise give a server with --database URL.' },
      );
    }
    await delay(pollMs, undefined, { signal: request.signal });
  }
  return false;
}

function endedEarly(process: ServerProcess, log: string, file: string): CannotRun {
  const failure = process.failure();
  if (failure !== null) {
    return new CannotRun(`Cannot start the embedded PostgreSQL: ${messageOf(failure)}.`, { cause: failure });
  }
  return new CannotRun(`The embedded PostgreSQL ended while starting. Its log (${file}, removed now) ends:\n${log}`, {
    hint: 'If a setting is named, correct it; otherwise give a server with --database URL.',
  });
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
