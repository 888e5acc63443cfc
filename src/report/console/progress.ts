import type { ChalkInstance } from 'chalk';
import type { Clock } from '../../shared/clock.ts';
import { createBarProgress } from './bar-progress.ts';
import { createLineProgress } from './line-progress.ts';

/** The stream phase so far; `perSecond` is what is achieved now, `p99Ms` null where nothing was measured. */
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

/** What the stream phase is to reach; null where the scenario does not say. */
export interface StreamAsked {
  readonly operations: number | null;
  readonly durationMs: number | null;
  readonly perSecond: number | null;
}

/** Tells a person how a run is getting on. Each phase: started, any number of ticks, finished; notes at any time. */
export interface Progress {
  seedStarted(rows: number): void;
  /** `done` counts all tables' rows, `table` is the one being loaded. */
  seedRows(done: number, table: string): void;
  seedFinished(): void;
  streamStarted(asked: StreamAsked): void;
  streamTick(tick: StreamTick): void;
  streamFinished(): void;
  /** A line of its own, above the bar where there is one. */
  note(line: string): void;
}

/** The part of a stream (stderr) that progress needs. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface ProgressOptions {
  readonly stream: ProgressStream;
  /** `bar` for a terminal, `lines` for a log, `quiet` for none. */
  readonly mode: 'bar' | 'lines' | 'quiet';
  readonly colour: ChalkInstance;
  readonly clock: Clock;
}

export function createProgress(options: ProgressOptions): Progress {
  if (options.mode === 'bar') return createBarProgress(options);
  if (options.mode === 'lines') return createLineProgress(options);
  return quiet;
}

const nothing = (): void => {};
const quiet: Progress = {
  seedStarted: nothing,
  seedRows: nothing,
  seedFinished: nothing,
  streamStarted: nothing,
  streamTick: nothing,
  streamFinished: nothing,
  note: nothing,
};
