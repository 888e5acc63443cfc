/** When a connector counts as ready; exactly one of the three (`connector.start.ready`). */
export type Readiness =
  /** Answers GET with status 200. */
  | { readonly kind: 'url'; readonly url: string }
  /** A line of what it printed since it was started matches. */
  | { readonly kind: 'output'; readonly pattern: RegExp }
  /** The replication slot of that name has a reader. */
  | { readonly kind: 'slot'; readonly slot: string };

/** What to do to a connector: `restart` asks it to end (SIGTERM), `kill` does not (SIGKILL). */
export type ConnectorFault = (TimedFault | CountedFault) & { readonly action: 'restart' | 'kill' };

interface TimedFault {
  /** Since the stream phase began. */
  readonly atUs: number;
}

interface CountedFault {
  /** Changes that arrive for the first time, since the fault before was over or the capture was opened. */
  readonly arrivals: number;
}

/** `connector.start` of a scenario, every default filled. */
export interface ConnectorStart {
  /** Program and arguments; no shell reads them. */
  readonly words: readonly string[];
  /** Over the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly cwd: string;
  readonly ready: Readiness;
  readonly readyWithinMs: number;
  /** From SIGTERM to SIGKILL. */
  readonly stopWithinMs: number;
  /** All with times, in their order, or all with counts. */
  readonly faults: readonly ConnectorFault[];
}
