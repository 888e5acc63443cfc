import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { waitNow } from '../../postgres/embedded/pause.ts';
import { CannotRun } from '../../shared/errors.ts';
import { groupRuns, signalGroup } from './group-signal.ts';

const pollMs = 20;
/** How long the kernel may take to end what was killed. */
const killMs = 10_000;
/** The same for an exit handler, which the user waits for. */
const killNowMs = 2_000;

/** What to start, and where what it prints goes. */
export interface ProcessGroupRequest {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Is added to. */
  readonly outputFile: string;
}

/** A program and all that it starts, as long as they stay in its process group. */
export interface ProcessGroup {
  /** Of the first process, and number of the group; undefined when it could not be started. */
  readonly pid: number | undefined;
  /** Resolves when the first process has ended, and says how, as in `exit code 1`; also when it could not be started. */
  readonly ended: Promise<string>;
  /**
   * Asks all of them to end (SIGTERM), ends whoever is left after that time (SIGKILL), and waits until none runs.
   * @throws CannotRun when the kernel does not end them
   */
  end(withinMs: number): Promise<void>;
  /** SIGKILL, and waits until none runs. */
  kill(): Promise<void>;
  /** The same, blocking and without errors, for an exit handler. */
  killNow(): void;
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C in our terminal does not reach it before we end it in
 * order. It does not keep this process from ending.
 */
export function startProcessGroup({ words, env, cwd, outputFile }: ProcessGroupRequest): ProcessGroup {
  // A file, not a pipe: a busy parent that reads late must never block the connector.
  const output = openSync(outputFile, 'a', 0o600);
  const [program = '', ...rest] = words;
  try {
    const child = spawn(program, rest, { cwd, env, detached: true, stdio: ['ignore', output, output] });
    child.unref();
    const ended = new Promise<string>(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    return { pid: child.pid, ended, ...waysToEnd(child.pid) };
  } finally {
    closeSync(output);
  }
}

function waysToEnd(groupId: number | undefined): Pick<ProcessGroup, 'end' | 'kill' | 'killNow'> {
  if (groupId === undefined) return { end: async () => {}, kill: async () => {}, killNow: () => {} };
  const kill = async (): Promise<void> => {
    signalGroup(groupId, 'SIGKILL');
    if (await goneWithin(groupId, killMs)) return;
    throw new CannotRun(`The connector's process group ${groupId} does not end.`, { hint: 'End it by hand.' });
  };
  return {
    kill,
    end: async withinMs => {
      signalGroup(groupId, 'SIGTERM');
      if (!(await goneWithin(groupId, withinMs))) await kill();
    },
    killNow: () => {
      signalGroup(groupId, 'SIGKILL');
      waitNow(() => !groupRuns(groupId), killNowMs);
    },
  };
}

async function goneWithin(groupId: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (groupRuns(groupId)) {
    if (performance.now() > deadline) return false;
    await delay(pollMs);
  }
  return true;
}
