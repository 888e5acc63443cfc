import { formatCount } from '../../shared/count.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import type { StreamTick } from './progress.ts';
import { rateText } from './rate-text.ts';

/** The line that stays when the seed phase is over. */
export function seedEnd(rows: number, elapsedMs: number): string {
  return `Seed phase: ${formatCount(rows)} rows in ${formatDurationMs(elapsedMs)}${overall(rows, elapsedMs)}`;
}

/** The line that stays when the stream phase is over; `last` undefined where it ended before its first tick. */
export function streamEnd(last: StreamTick | undefined): string {
  if (last === undefined || last.committed + last.failed === 0) return 'Stream phase: no operation';
  const { committed, failed, elapsedMs } = last;
  const lost = failed > 0 ? `, ${formatCount(failed)} failed` : '';
  const time = formatDurationMs(elapsedMs);
  return `Stream phase: ${formatCount(committed)} operations in ${time}${overall(committed, elapsedMs)}${lost}`;
}

function overall(count: number, elapsedMs: number): string {
  return elapsedMs > 0 ? ` (${rateText((count * 1_000) / elapsedMs)}/s)` : '';
}
