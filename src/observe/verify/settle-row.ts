import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import { insertPlace, noPlace } from './row-place.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { searchWithdrawn } from './search-row.ts';
import type { RowTrouble } from './trouble.ts';

/**
 * Judges a row's held arrivals for good: each is taken for the oldest change that did not come, of its own kind if there is
 * one, and is unexpected where all came.
 */
export function settleRow(capture: Capture, trouble: RowTrouble): void {
  const { rows, ordinal } = trouble;
  const held = capture.troubles.take(trouble).filter(({ verdict }) => verdict === 'held');
  capture.troubles.forget(trouble);
  if (held.length === 0) return;
  const open = new OpenChanges(capture, rows, ordinal);
  const unpaired = held.filter(({ arrival }) => {
    const kind = arrival.change.op === 'read' ? 'insert' : arrival.change.op;
    const place = open.takeOf(kind);
    if (place !== undefined) mismatched(capture, arrival, place);
    return place === undefined;
  });
  for (const { arrival } of unpaired) {
    const place = open.takeAny();
    if (place === undefined) unexpected(capture, arrival);
    else mismatched(capture, arrival, place);
  }
}

type Held = RowTrouble['records'][number]['arrival'];

function mismatched(capture: Capture, arrival: Held, place: number): void {
  capture.example('mismatched', arrival, place);
  capture.arrived(arrival, place, 'mismatched');
}

function unexpected(capture: Capture, arrival: Held): void {
  capture.findings.count('unexpected', arrival.rows.table);
  capture.example('unexpected', arrival, searchWithdrawn(capture, arrival), 'the row has no change that it could be');
}

/** Changes of a row that did not come, oldest first. */
class OpenChanges {
  private readonly places: Readonly<Record<'insert' | 'update' | 'delete', number[]>>;

  constructor(capture: Capture, rows: ReplayedRows, ordinal: number) {
    this.places = { insert: [], update: [], delete: [] };
    const { compare, settings, states } = capture;
    const isSeeded = rows.isSeeded(ordinal);
    const first = settings.seeded === 'none' && isSeeded ? insertPlace : noPlace;
    for (let place = rows.nextExpected(ordinal, first); place !== noPlace; place = rows.nextExpected(ordinal, place)) {
      if (states.state(rows.id, ordinal, place) !== state.open) continue;
      const kind = compare.kind(isSeeded, place);
      this.places[kind === 'read' ? 'insert' : kind].push(place);
    }
    for (const places of Object.values(this.places)) places.reverse();
  }

  takeOf(kind: 'insert' | 'update' | 'delete'): number | undefined {
    return this.places[kind].pop();
  }

  takeAny(): number | undefined {
    return this.places.insert.pop() ?? this.places.update.pop() ?? this.places.delete.pop();
  }
}
