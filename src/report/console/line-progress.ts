import { formatCount } from '../../shared/count.ts';
import { seedEnd, streamEnd } from './phase-end.ts';
import type { Progress, ProgressOptions, StreamAsked, StreamTick } from './progress.ts';
import { tickText } from './tick-text.ts';

/** Often enough to show that a CI job is alive, seldom enough for an hour to be read. */
const everyUs = 10_000_000;

/** Progress for a log: a line every ten seconds of the clock, and one at the end of each phase. */
export function createLineProgress({ stream, clock }: Pick<ProgressOptions, 'stream' | 'clock'>): Progress {
  let startUs = 0;
  let nextUs = 0;
  let rows = { done: 0, total: 0 };
  let asked: StreamAsked = { operations: null, durationMs: null, perSecond: null };
  let last: StreamTick | undefined;

  const say = (line: string): void => void stream.write(`${line}\n`);
  const begin = (): void => {
    startUs = clock.nowUs();
    nextUs = startUs + everyUs;
  };
  /** At most one line for each ten seconds, in their grid, however irregular the calls are. */
  const isDue = (): boolean => {
    const passed = clock.nowUs() - nextUs;
    if (passed < 0) return false;
    nextUs += (Math.floor(passed / everyUs) + 1) * everyUs;
    return true;
  };

  return {
    seedStarted(total) {
      begin();
      rows = { done: 0, total };
    },
    seedRows(done, table) {
      rows = { ...rows, done };
      if (isDue()) say(`Seed phase: ${formatCount(done)}/${formatCount(rows.total)} rows  ${table}`);
    },
    seedFinished: () => say(seedEnd(rows.done, (clock.nowUs() - startUs) / 1_000)),
    streamStarted(goal) {
      begin();
      asked = goal;
      last = undefined;
    },
    streamTick(tick) {
      last = tick;
      if (isDue()) say(tickText(tick, asked));
    },
    streamFinished: () => say(streamEnd(last)),
    note: say,
  };
}
