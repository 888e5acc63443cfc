import { formatCount } from '../../shared/count.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import { clockText } from './clock-text.ts';
import type { StreamAsked, StreamTick } from './progress.ts';
import { rateText } from './rate-text.ts';

/** The stream phase in one line with everything, such as `00:45/05:00  12 400 operations (276/s, asked 280/s)  INSERT 8 680  UPDATE 3 720  p99 84 ms`. */
export function tickText(tick: StreamTick, asked: StreamAsked): string {
  const wish = asked.perSecond === null ? '' : `, asked ${rateText(asked.perSecond)}/s`;
  const work = `${done(tick, asked)} operations (${rateText(tick.perSecond)}/s${wish})`;
  return joined(time(tick, asked), work, failed(tick), kinds(tick, 'INSERT', 'UPDATE', 'DELETE'), p99(tick));
}

/** The same from the longest to the shortest, for the first that fits into a terminal: labels go first, numbers last. */
export function tickTexts(tick: StreamTick, asked: StreamAsked): string[] {
  const count = done(tick, asked);
  const rate = rateText(tick.perSecond);
  const ofAsked = asked.perSecond === null ? `${rate}/s` : `${rate} of ${rateText(asked.perSecond)}/s`;
  const begin = time(tick, asked);
  const end = joined(failed(tick), kinds(tick, 'INS', 'UPD', 'DEL'), p99(tick));
  return [
    tickText(tick, asked),
    joined(begin, `${count} (${ofAsked})`, end),
    joined(begin, `${count} (${rate}/s)`, end),
    joined(begin, `${count} (${rate}/s)`, failed(tick), p99(tick)),
    joined(begin, count, failed(tick)),
    joined(begin, count),
  ];
}

function joined(...parts: readonly (string | false)[]): string {
  return parts.filter(part => part !== false && part !== '').join('  ');
}

function time({ elapsedMs }: StreamTick, { durationMs }: StreamAsked): string {
  return durationMs === null ? clockText(elapsedMs) : `${clockText(elapsedMs)}/${clockText(durationMs)}`;
}

/** With the number to reach only where no duration says how far the stream is. */
function done({ committed }: StreamTick, { operations, durationMs }: StreamAsked): string {
  const goal = operations === null || durationMs !== null ? '' : `/${formatCount(operations)}`;
  return `${formatCount(committed)}${goal}`;
}

function failed(tick: StreamTick): string | false {
  return tick.failed > 0 && `${formatCount(tick.failed)} failed`;
}

function kinds({ inserts, updates, deletes }: StreamTick, insert: string, update: string, remove: string): string {
  const removed = deletes > 0 && `${remove} ${formatCount(deletes)}`;
  return joined(`${insert} ${formatCount(inserts)}`, `${update} ${formatCount(updates)}`, removed);
}

/** Tenths of a millisecond only below ten: they would flicker. */
function p99({ p99Ms }: StreamTick): string | false {
  return p99Ms !== null && `p99 ${formatDurationMs(p99Ms < 10 || p99Ms >= 1_000 ? p99Ms : Math.round(p99Ms))}`;
}
