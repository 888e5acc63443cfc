import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import { judgeByValue } from './judge-by-value.ts';
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

/** Names an arrival by what the reference saw at its position (design §6.3); waits where it has not seen that yet. */
function judgeByPosition(capture: Capture, arrival: Arrival): void {
  const { rows, ordinal } = arrival;
  const place = placeAt(capture, arrival);
  if (place === noPlace) {
    capture.waiting.add({ ...arrival, cameAfter: arrival.cameAfter ?? capture.cursor(rows, ordinal) });
    if (capture.waiting.size > waitingMax) giveUpOldest(capture);
    return;
  }
  if (capture.states.state(rows.id, ordinal, place) !== state.open) {
    const kind = capture.repeats.kind(undefined);
    capture.findings.count(kind, rows.table);
    if (kind === 'duplicated') capture.example(kind, arrival, place);
    return;
  }
  if (place < (arrival.cameAfter ?? capture.cursor(rows, ordinal))) {
    capture.findings.count('outOfOrder', rows.table);
    capture.example('outOfOrder', arrival, place);
  }
  const isEqual = capture.compare.equals(arrival, place);
  if (!isEqual) capture.example('mismatched', arrival, place);
  capture.arrived(arrival, place, isEqual ? 'matched' : 'mismatched');
}

/** The row's change that the reference saw at the arrival's position, or `noPlace`. */
export function placeAt(capture: Capture, { rows, ordinal, positionHash }: Arrival): number {
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
    if ((arrival.change.position?.lsn ?? Infinity) < capture.reference!.passedLsn) unknownPosition(capture, arrival);
    else capture.waiting.add(arrival);
  }
}

export function unknownPosition(capture: Capture, arrival: Arrival): void {
  capture.findings.count('unexpected', arrival.rows.table);
  capture.example('unexpected', arrival, noPlace, 'the server emitted no such change of the row at that position');
}
