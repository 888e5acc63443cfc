import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import { judgeNamed, unknownPosition } from './judge-by-position.ts';
import type { PlannedPlace } from './replayed-plan.ts';
import { insertPlace, noPlace } from './row-place.ts';
import { searchWithdrawn } from './search-row.ts';
import { settleRow } from './settle-row.ts';

/** Judges for good what was left open, once nothing more comes. The reference first: others are named by it. */
export function finishCapture(capture: Capture): void {
  capture.shared.plan.catchUpAll(Infinity);
  for (const trouble of capture.troubles.all()) settleRow(capture, trouble);
  const unknown = capture.waiting.takeAll().filter(arrival => !judgeNamed(capture, arrival));
  if (unknown.length > 0) nameByOtherKey(capture, unknown);
  if (missing(capture) > 0) giveExamples(capture);
}

export function missingOf(capture: Capture, table: number): number {
  const { findings } = capture;
  const came = findings.of('matched', table) + findings.of('mismatched', table) + findings.of('coalesced', table);
  return capture.expected(table) - came;
}

function missing(capture: Capture): number {
  return capture.shared.workload.tables.reduce((sum, { table }) => sum + missingOf(capture, table.index), 0);
}

/** Arrivals at positions that the reference knows of another row, whose change did not come: only their keys differ. */
function nameByOtherKey(capture: Capture, unknown: readonly Arrival[]): void {
  const { record } = capture.reference!;
  const byPosition = new Map<string, Arrival>();
  for (const arrival of unknown) byPosition.set(`${arrival.rows.table} ${arrival.positionHash}`, arrival);
  const named = new Set<Arrival>();
  for (const { rows, ordinal, place } of openPlaces(capture)) {
    const hash = record!.position(rows.id, ordinal, place);
    const arrival = hash === 0 ? undefined : byPosition.get(`${rows.table} ${hash}`);
    if (arrival === undefined || named.has(arrival)) continue;
    const inRow = { ...arrival, rows, ordinal };
    const keys = new Set(arrival.shape.key.map(at => arrival.shape.columns[at]));
    const differences = capture.compare.differences(inRow, place);
    if (!differences.every(({ column }) => keys.has(column.replace(/^before\./, '')))) continue;
    capture.example('mismatched', inRow, place);
    capture.arrived(inRow, place, 'mismatched');
    named.add(arrival);
  }
  for (const arrival of unknown) {
    if (named.has(arrival)) continue;
    const withdrawn = searchWithdrawn(capture, arrival);
    if (withdrawn === noPlace) unknownPosition(capture, arrival);
    else {
      capture.findings.count('unexpected', arrival.rows.table);
      capture.example('unexpected', arrival, withdrawn);
    }
  }
}

function giveExamples(capture: Capture): void {
  const { explain } = capture.shared;
  for (const open of openPlaces(capture)) {
    if (!capture.findings.hasRoomFor('missing')) return;
    capture.findings.example('missing', () => explain.planned('missing', open));
  }
}

function* openPlaces(capture: Capture): Generator<PlannedPlace> {
  const { states, settings, shared } = capture;
  for (const at of shared.plan.expectedPlaces()) {
    const isAsked = !(at.place === insertPlace && settings.seeded === 'none' && at.rows.isSeeded(at.ordinal));
    if (isAsked && states.state(at.rows.id, at.ordinal, at.place) === state.open) yield at;
  }
}
