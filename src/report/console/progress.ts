import type { ChalkInstance } from 'chalk';
import type { Clock } from '../../shared/clock.ts';
import { BarProgress } from './bar-progress.ts';
import { LineProgress } from './line-progress.ts';

/** How far a stream is. */
export interface StreamTick {
  readonly elapsedMs: number;
  readonly committed: number;
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly p99Ms: number | null;
}

/** What a stream is asked for; null where there is no such number. */
export interface StreamAsked {
  readonly operations: number | null;
  readonly durationMs: number | null;
  readonly perSecond: number | null;
}

/** Tells people how far a run is. */
export interface Progress {
  seedStarted(rows: number): void;
  seedRows(done: number, table: string): void;
  seedFinished(): void;
  streamStarted(asked: StreamAsked): void;
  streamTick(tick: StreamTick): void;
  streamFinished(): void;
  /** A line of its own, above a bar. */
  note(line: string): void;
}

/** Where progress is written. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** A bar on a terminal, a line every ten seconds elsewhere, or nothing. */
export function createProgress(options: {
  readonly stream: ProgressStream;
  readonly mode: 'bar' | 'lines' | 'quiet';
  readonly colour: ChalkInstance;
  readonly clock: Clock;
}): Progress {
  if (options.mode === 'bar') return new BarProgress(options.stream, options.colour);
  return new LineProgress(options.mode === 'lines' ? options.stream : { write: () => true }, options.clock);
}
