import type { ChalkInstance } from 'chalk';

const longestBar = 30;
const shortestBar = 6;
/** The last column stays free: some terminals wrap as soon as it is written. */
const freeColumns = 1;

/**
 * A bar and the first of the texts (longest first) that leaves room for it, within the columns there are. Where none
 * does, the first text that fits alone, or the last one cut. `share` undefined: no bar, as nobody knows the end.
 */
export function barLine(
  texts: readonly string[],
  share: number | undefined,
  columns: number,
  colour: ChalkInstance,
): string {
  const room = Math.max(columns - freeColumns, 0);
  const beside = texts.find(text => text.length + 1 + shortestBar <= room);
  if (share !== undefined && beside !== undefined) {
    return `${bar(share, Math.min(longestBar, room - beside.length - 1), colour)} ${beside}`;
  }
  return texts.find(text => text.length <= room) ?? (texts.at(-1) ?? '').slice(0, room);
}

function bar(share: number, width: number, colour: ChalkInstance): string {
  const done = Math.floor(Math.min(Math.max(share, 0), 1) * width);
  return colour.cyan('█'.repeat(done)) + colour.dim('░'.repeat(width - done));
}
