import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { insertPlace, noPlace } from './row-place.ts';

/**
 * Takes back a row's read of a snapshot, and the changes that it stood for: with an outcome that is known now it may stand for
 * others, or for some at last.
 * @returns the reads, to be judged again before anything else of the row
 */
export function recallReads(capture: Capture, rows: ReplayedRows, ordinal: number): Arrival[] {
  const trouble = capture.troubles.of(rows, ordinal);
  const reads = trouble === undefined ? [] : capture.troubles.takeReads(trouble);
  if (reads.some(({ verdict }) => verdict === 'matched')) reopen(capture, rows, ordinal);
  return reads.map(({ arrival, verdict }) => ({ ...arrival, formerly: verdict }));
}

function reopen({ states, findings }: Capture, rows: ReplayedRows, ordinal: number): void {
  states.setState(rows.id, ordinal, insertPlace, state.open);
  findings.count('matched', rows.table, -1);
  const last = states.cursor(rows.id, ordinal);
  for (let place = insertPlace; place !== noPlace && place <= last; place = rows.next(ordinal, place)) {
    if (states.state(rows.id, ordinal, place) !== state.coalesced) continue;
    states.setState(rows.id, ordinal, place, state.open);
    findings.count('coalesced', rows.table, -1);
  }
}
