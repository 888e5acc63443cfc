import type { Caller } from './postgres/connection/caller.ts';
import type { Progress } from './report/console/progress.ts';
import type { Clock } from './shared/clock.ts';
import type { Logs } from './shared/logs.ts';

/** What a user may decide about a run besides the scenario. */
export interface RunOptions {
  /** What the user calls this run, such as a connector version. */
  readonly label?: string | undefined;
  /** Database given on the command line; wins over the scenario's. */
  readonly url: string | undefined;
  /** Where on the command line that comes from, such as `from --database`. */
  readonly urlReason: string;
  /** Beginning of the report's paths: what connectors print is kept beside it. Undefined: in a temporary folder. */
  readonly besideReport?: string | undefined;
  /** False: the scenario's captures are left out. */
  readonly captures?: boolean | undefined;
  /** Operations to take from each lane at most: replays a closed loop exactly. */
  readonly operationsPerLane: readonly number[] | undefined;
}

/** The world around a run, injected so that tests can stand in its place. */
export interface RunContext {
  readonly runId: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly logs: Logs;
  readonly nodeVersion: string;
  readonly caller: Caller;
  /** Aborted by the first SIGINT or SIGTERM; the reason is the signal's name. */
  readonly stopping: AbortSignal;
  /** Registers what must be done, synchronously, when the process ends early; returns how to take it back. */
  readonly atExit: (cleanUp: () => void) => () => void;
}
