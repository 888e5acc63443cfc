import { formatCount } from '../../shared/count.ts';
import { barLine } from './bar-line.ts';
import { seedEnd, streamEnd } from './phase-end.ts';
import type { Progress, ProgressOptions, StreamAsked, StreamTick } from './progress.ts';
import { showBar, type TerminalBar } from './terminal-bar.ts';
import { tickTexts } from './tick-text.ts';

const noTick: StreamTick = {
  elapsedMs: 0,
  committed: 0,
  inserts: 0,
  updates: 0,
  deletes: 0,
  failed: 0,
  perSecond: 0,
  p99Ms: null,
};

/** Progress for a terminal: a bar for each phase, replaced by one line when the phase is over. */
export function createBarProgress({ stream, colour, clock }: Omit<ProgressOptions, 'mode'>): Progress {
  let bar: TerminalBar | undefined;
  let startUs = 0;
  let rows = { done: 0, total: 0, table: '' };
  let asked: StreamAsked = { operations: null, durationMs: null, perSecond: null };
  let last: StreamTick | undefined;

  const say = (line: string): void => void stream.write(`${line}\n`);
  /** A phase that failed may never have been finished: its bar must not stay beside the next one. */
  const begin = (line: (columns: number) => string): void => {
    bar?.clear();
    bar = showBar(stream, line);
  };
  const end = (line: string): void => {
    bar?.clear();
    bar = undefined;
    say(line);
  };
  const seedLine = (columns: number): string => {
    const count = `${formatCount(rows.done)}/${formatCount(rows.total)} rows`;
    return barLine([`${count}  ${rows.table}`, count], rows.total > 0 ? rows.done / rows.total : 1, columns, colour);
  };
  const streamLine = (columns: number): string => {
    const tick = last ?? noTick;
    return barLine(tickTexts(tick, asked), shareDone(tick, asked), columns, colour);
  };

  return {
    seedStarted(total) {
      startUs = clock.nowUs();
      rows = { done: 0, total, table: '' };
      begin(seedLine);
    },
    seedRows(done, table) {
      rows = { ...rows, done, table };
      bar?.update();
    },
    seedFinished: () => end(seedEnd(rows.done, (clock.nowUs() - startUs) / 1_000)),
    streamStarted(goal) {
      asked = goal;
      last = undefined;
      begin(streamLine);
    },
    streamTick(tick) {
      last = tick;
      bar?.update();
    },
    streamFinished: () => end(streamEnd(last)),
    note: line => (bar === undefined ? say(line) : bar.above(line)),
  };
}

/** By time where there is a duration, else by operations; undefined for a stream that only a person ends. */
function shareDone(tick: StreamTick, asked: StreamAsked): number | undefined {
  if (asked.durationMs !== null) return asked.durationMs > 0 ? tick.elapsedMs / asked.durationMs : 1;
  if (asked.operations !== null) return asked.operations > 0 ? (tick.committed + tick.failed) / asked.operations : 1;
  return undefined;
}
