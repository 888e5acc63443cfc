import type { Caller } from '../postgres/connection/caller.ts';
import type { Clock } from '../shared/clock.ts';

/** A stream that commands write to. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What commands may know of the process they run in. Only `cli.ts` touches the process itself. */
export interface Host {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly stdout: Output;
  /** Progress, notes and errors. */
  readonly stderr: NodeJS.WriteStream;
  readonly clock: Clock;
  readonly nodeVersion: string;
  readonly caller: Caller;
  /** Aborted by the first SIGINT or SIGTERM; the reason is the signal's name. */
  readonly stopping: AbortSignal;
  /** Registers what must be done, synchronously, when the process ends early; returns how to take it back. */
  readonly atExit: (cleanUp: () => void) => () => void;
  /** Registers who is told, synchronously, of an error that ends the command. */
  readonly atFailure: (listener: (error: unknown) => void) => void;
}
