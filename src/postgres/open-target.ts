import type { Logs } from '../shared/logs.ts';
import type { Target } from './target.ts';
import { describeUrl } from './target.ts';
import { startEmbeddedServer } from './embedded/server.ts';

export interface TargetRequest {
  /** From the command line; wins over the scenario. */
  readonly url: string | undefined;
  readonly urlReason: string;
  readonly scenarioUrl: string | undefined;
  readonly stopping: AbortSignal;
  readonly logs: Logs;
  /** Registers what must be done, synchronously, when the process ends early; returns how to take it back. */
  readonly atExit: (cleanUp: () => void) => () => void;
}

/** A target and how to let go of it. */
export interface OpenTarget extends Target {
  /** What an earlier run left behind and could not be cleaned. */
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

/** The database of a run: the one that is named, else an embedded server that lives as long as the run. */
export async function openTarget(request: TargetRequest): Promise<OpenTarget> {
  const { url = request.scenarioUrl, scenarioUrl, urlReason, logs } = request;
  if (url !== undefined) {
    const reason = url === scenarioUrl ? 'database.url of the scenario' : urlReason;
    return { kind: 'given', url, description: describeUrl(url), reason, warnings: [], close: async () => undefined };
  }
  const server = await startEmbeddedServer({ signal: request.stopping });
  const { pid, folder, logFile } = server;
  logs.embedded.info('started', { serverPid: pid, folder, logFile });
  const forget = request.atExit(() => server.stopNow());
  return {
    kind: 'embedded',
    url: server.url,
    description: 'embedded PostgreSQL',
    reason: 'the scenario names no database',
    warnings: server.warnings,
    close: async () => {
      await server.stop();
      logs.embedded.info('stopped');
      forget();
    },
  };
}
