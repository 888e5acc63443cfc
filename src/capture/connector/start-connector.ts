import { setTimeout as delay } from 'node:timers/promises';
import { CannotRun } from '../../shared/errors.ts';
import { awaitReady } from './await-ready.ts';
import { markOutput, outputTail } from './connector-output.ts';
import type { ConnectorStart } from '../../scenario/connector/connector-start.ts';
import { startProcessGroup, type ProcessGroup } from './process-group.ts';

const pollMs = 50;

export interface ConnectorRequest {
  /** As messages call it, such as `The connector of capture dbz36`. */
  readonly subject: string;
  readonly settings: ConnectorStart;
  /** Environment of this process, which the connector inherits. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What it prints is added here, over all of its starts. */
  readonly outputFile: string;
  /** Whether a replication slot has a reader; asked only where `ready` is about a slot. */
  readonly isSlotActive: (slot: string) => Promise<boolean>;
  /** Why it will never be ready, once that is known; asked while it is waited for. */
  readonly failure?: (() => Promise<string | undefined>) | undefined;
  /** Registers what must be done, synchronously, when the process ends early; returns how to take it back. */
  readonly atExit: (cleanUp: () => void) => () => void;
  /** It was ended by `restart` or `kill` and is about to be started again. */
  readonly onRestart?: () => void;
  /** It was ready and has ended, and not because we ended it. */
  readonly onLost: (error: CannotRun) => void;
}

/** The user's connector, running. */
export interface Connector {
  /** Ends it in order, starts it again and waits until it is ready. */
  restart(): Promise<void>;
  /** Ends it without a word (SIGKILL), starts it again and waits until it is ready. */
  kill(): Promise<void>;
  /** Ends it in order and leaves nothing behind, wherever its start has come to. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts the connector and waits until it is ready. It is gone on every way on which this process can still do something.
 * @throws CannotRun when it ends before it is ready or takes too long; it is stopped then
 */
export async function startConnector(request: ConnectorRequest): Promise<Connector> {
  const { settings, atExit } = request;
  const stopping = new AbortController();
  let group: ProcessGroup | undefined;
  const forgetExit = atExit(() => group?.killNow());
  const begin = async (why: string): Promise<void> => {
    stopping.signal.throwIfAborted();
    const outputFrom = markOutput(request.outputFile, why);
    const started = startGroup(request);
    group = started;
    await awaitReady({ ...request, group: started, outputFrom, signal: stopping.signal });
    void started.ended.then(end => {
      if (group === started) request.onLost(lost(request, end, outputFrom));
    });
  };
  /** Its end is ours from here on. */
  const release = (): ProcessGroup | undefined => {
    const held = group;
    group = undefined;
    return held;
  };
  const end = async (how: (held: ProcessGroup) => Promise<void>): Promise<void> => {
    const held = release();
    if (held === undefined) return;
    const forget = atExit(() => held.killNow());
    await how(held).finally(forget);
  };
  const turns = inTurn();
  const again = (how: (held: ProcessGroup) => Promise<void>, why: string): Promise<void> =>
    turns(async () => {
      await end(how);
      request.onRestart?.();
      await slotLeft(request, stopping.signal);
      await begin(why);
    });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping.abort(new CannotRun(`${request.subject} is being stopped.`));
    return (stopped ??= turns(() => end(held => held.end(settings.stopWithinMs))).finally(forgetExit));
  };
  try {
    await begin('started');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    restart: () => again(held => held.end(settings.stopWithinMs), 'started again after SIGTERM'),
    kill: () => again(held => held.kill(), 'started again after SIGKILL'),
    stop,
  };
}

function startGroup({ settings, environment, outputFile }: ConnectorRequest): ProcessGroup {
  const { words, cwd } = settings;
  return startProcessGroup({ words, cwd, env: { ...environment, ...settings.env }, outputFile });
}

/** The server may see late that a killed reader is gone: until then it looks as if the new one were ready. */
async function slotLeft({ settings, subject, isSlotActive }: ConnectorRequest, signal: AbortSignal): Promise<void> {
  const { ready, readyWithinMs } = settings;
  if (ready.kind !== 'slot') return;
  const deadline = performance.now() + readyWithinMs;
  while (await isSlotActive(ready.slot)) {
    signal.throwIfAborted();
    if (performance.now() > deadline) {
      throw new CannotRun(`${subject} has ended, but the replication slot ${ready.slot} still has a reader.`, {
        hint: 'Does another connector read the same slot?',
      });
    }
    await delay(pollMs, undefined, { signal });
  }
}

function lost({ subject, outputFile }: ConnectorRequest, end: string, outputFrom: number): CannotRun {
  return new CannotRun(
    `${subject} ended by itself: ${end}. Its output (${outputFile}) ends:\n${outputTail(outputFile, outputFrom)}`,
  );
}

/** Runs one after the other; what one throws is its caller's alone. */
function inTurn(): (work: () => Promise<void>) => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  return work => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
}
