import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readiness } from '../../../src/scenario/connector/connector-start.ts';
import { startConnector, type Connector } from '../../../src/capture/connector/start-connector.ts';

/** A broker or connector that runs until it is stopped. */
export interface BackgroundProgram extends Connector {
  /** What it printed, over all of its starts. */
  readonly outputFile: string;
  /** A folder of its own, which goes with `stop()`. */
  readonly folder: string;
}

export interface BackgroundRequest {
  readonly name: string;
  /** Program and arguments. */
  readonly words: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly ready: Readiness;
  /** From `ownFolder`; made here when left out. */
  readonly folder?: string;
}

/** A folder that `startInBackground` takes over; it goes with this process. */
export function ownFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `alimentador-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Starts a program by the product's own life cycle and waits until it is ready. It ends with `stop()`, or with this
 * process, whatever ends that; only SIGKILL of this process leaves it to util-linux's setpriv to end it.
 * @throws CannotRun with its last lines when it does not become ready in two minutes
 */
export async function startInBackground(request: BackgroundRequest): Promise<BackgroundProgram> {
  const { name, words, env = {}, ready, folder = ownFolder(request.name) } = request;
  const outputFile = join(folder, 'output.log');
  try {
    const connector = await startConnector({
      subject: name,
      settings: {
        words: ['setpriv', '--pdeathsig', 'KILL', ...words],
        env,
        cwd: request.cwd ?? folder,
        ready,
        readyWithinMs: 120_000,
        stopWithinMs: 20_000,
        faults: [],
      },
      environment: process.env,
      outputFile,
      isSlotActive: () => Promise.reject(new Error('no slot to ask for here')),
      atExit,
      onLost: error => console.error(error.message),
    });
    const stop = async (): Promise<void> => {
      await connector.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    return { ...connector, stop, outputFile, folder };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** node:test ends a file's process by `process.exit` or by a signal; only the former runs exit handlers by itself. */
function atExit(cleanUp: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals): never => process.exit(signal === 'SIGINT' ? 130 : 143);
  // Before the folders go.
  process.prependOnceListener('exit', cleanUp);
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  return () => {
    process.off('exit', cleanUp);
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
}
