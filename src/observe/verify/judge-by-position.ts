import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import { judgeByValue } from './judge-by-value.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { noPlace } from './row-place.ts';

/** Arrivals that may wait for the reference once it has passed their LSN. */
const waitingMax = 100_000;

/** Judges an arrival in the way that its capture allows. */
export function judge(capture: Capture, arrival: Arrival): void {
  if (isNamedByReference(capture, arrival)) judgeByPosition(capture, arrival);
  else judgeByValue(capture, arrival);
}

function isNamedByReference({ reference }: Capture, { positionHash, change, rows, ordinal }: Arrival): boolean {
  if (reference === undefined || positionHash === 0 || change.op === 'read') return false;
  // A seeded row's insert that the reference does not deliver can only be told by its values.
  return !(change.op === 'insert' && rows.isSeeded(ordinal) && reference.settings.seeded === 'none');
}

/**
 * Names an arrival by what the reference saw at its position (design §6.3). It waits where the reference has not seen that
 * yet, and others of its row wait behind it, so that they are judged in the order in which they came.
 */
function judgeByPosition(capture: Capture, arrival: Arrival): void {
  const { rows, ordinal } = arrival;
  if (!capture.waiting.hasRow(rows, ordinal) && judgeNamed(capture, arrival)) return;
  const { waiting } = capture;
  const ifRepeated = capture.ifRepeated(arrival);
  const place = placeAt(capture, arrival);
  const hasCome = place !== noPlace && capture.states.state(rows.id, ordinal, place) !== state.open;
  if (!hasCome && !waiting.has(arrival)) capture.cameNew(arrival.change);
  waiting.add({ ...arrival, ifRepeated });
  if (waiting.size > waitingMax) giveUpOldest(capture);
}

/** The reference has named changes of a row: judges what waited for them. */
export function judgeWaiting(capture: Capture, rows: ReplayedRows, ordinal: number): void {
  if (capture.waiting.size === 0) return;
  const row = capture.waiting.take(rows, ordinal);
  let named = 0;
  while (named < row.length && judgeNamed(capture, row[named]!)) named += 1;
  for (const arrival of row.slice(named)) capture.waiting.add(arrival);
}

/** Judges an arrival whose position the reference has seen; false where it has not. */
export function judgeNamed(capture: Capture, arrival: Arrival): boolean {
  const { rows, ordinal } = arrival;
  const place = placeAt(capture, arrival);
  if (place === noPlace) return false;
  const was = capture.states.state(rows.id, ordinal, place);
  // It came by itself: a snapshot that was taken to stand for it does not.
  if (was === state.coalesced) capture.findings.count('coalesced', rows.table, -1);
  else if (was !== state.open) {
    const kind = capture.ifRepeated(arrival);
    capture.findings.count(kind, rows.table);
    if (kind === 'duplicated') capture.example(kind, arrival, place);
    return true;
  }
  if (isLate(capture, arrival)) {
    capture.findings.count('outOfOrder', rows.table);
    capture.example('outOfOrder', arrival, place);
  }
  const isEqual = capture.compare.equals(arrival, place);
  if (!isEqual) capture.mismatches.add(arrival, capture.example('mismatched', arrival, place));
  capture.arrived(arrival, place, isEqual ? 'matched' : 'mismatched');
  return true;
}

/** What was judged before and lost its place to a late outcome was in order or was counted. */
function isLate({ order }: Capture, { rows, ordinal, change: { position }, formerly }: Arrival): boolean {
  return formerly === undefined && order.isLate(rows, ordinal, position!.lsn);
}

/** The row's change that the reference saw at the arrival's position, or `noPlace`. */
function placeAt(capture: Capture, { rows, ordinal, positionHash }: Arrival): number {
  const { record, states } = capture.reference!;
  const seen = states.cursor(rows.id, ordinal);
  const came = capture.cursor(rows, ordinal);
  const isAt = (place: number): boolean => record!.position(rows.id, ordinal, place) === positionHash;
  for (let place = rows.next(ordinal, came); place !== noPlace && place <= seen; place = rows.next(ordinal, place)) {
    if (isAt(place)) return place;
  }
  for (let place = came; place !== noPlace; place = rows.previous(ordinal, place)) if (isAt(place)) return place;
  return noPlace;
}

/** What waited longest although the reference has gone far beyond it is nothing that the server emitted. */
function giveUpOldest(capture: Capture): void {
  for (const arrival of capture.waiting.takeOldest()) {
    if (judgeNamed(capture, arrival)) continue;
    if ((arrival.change.position?.lsn ?? Infinity) < capture.reference!.passedLsn) unknownPosition(capture, arrival);
    else capture.waiting.add(arrival);
  }
}

export function unknownPosition(capture: Capture, arrival: Arrival): void {
  capture.findings.count('unexpected', arrival.rows.table);
  capture.example('unexpected', arrival, noPlace, 'the server emitted no such change of the row at that position');
}
