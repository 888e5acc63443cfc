import type { Caller } from './connection/caller.ts';
import { completeUrl } from './connection/complete-url.ts';
import { startEmbeddedServer } from './embedded/server.ts';
import type { Logs } from '../shared/logs.ts';
import { describeUrl, type Target } from './target.ts';

/** Who may name a database, and for whom it is opened. */
export interface GivenRequest {
  /** From the command line; wins over the scenario. */
  readonly url: string | undefined;
  readonly urlReason: string;
  readonly scenarioUrl: string | undefined;
  readonly scenarioReplicationUrl?: string | undefined;
  readonly caller: Caller;
}

export interface TargetRequest extends GivenRequest {
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

/**
 * The server that is named, if any, with its URL complete.
 * @throws CannotRun where the URL is none
 */
export function givenTarget(request: GivenRequest): (Target & { readonly warnings: readonly string[] }) | undefined {
  const written = request.url ?? request.scenarioUrl;
  if (written === undefined) return undefined;
  const { url, warnings } = completeUrl(written, request.caller);
  const other = request.scenarioReplicationUrl;
  const replicationUrl = other === undefined ? url : completeUrl(other, request.caller).url;
  const reason = request.url === undefined ? 'from database.url of the scenario' : request.urlReason;
  return { kind: 'given', url, replicationUrl, description: describeUrl(url), reason, warnings };
}

/** The database of a run: the one that is named, else an embedded server that lives as long as the run. */
export async function openTarget(request: TargetRequest): Promise<OpenTarget> {
  const given = givenTarget(request);
  if (given !== undefined) return { ...given, close: async () => undefined };
  const server = await startEmbeddedServer({ signal: request.stopping });
  const { pid, folder, logFile } = server;
  request.logs.embedded.info('started', { serverPid: pid, folder, logFile });
  const forget = request.atExit(() => server.stopNow());
  // It speaks no TLS: nobody has to ask.
  const url = `${server.url}?sslmode=disable`;
  return {
    kind: 'embedded',
    url,
    replicationUrl: url,
    description: 'embedded PostgreSQL',
    reason: 'the scenario names no database',
    warnings: server.warnings,
    close: async () => {
      await server.stop();
      request.logs.embedded.info('stopped');
      forget();
    },
  };
}
