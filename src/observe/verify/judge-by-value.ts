import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import { judgeRead } from './judge-read.ts';
import { noPlace } from './row-place.ts';
import { searchBack, searchBackward, searchForward } from './search-row.ts';
import { settleRow } from './settle-row.ts';

/** Places that are looked through for a position that came before. */
const positionsSearched = 64;
/** Of a lane: replayed first where a row's next change is not what came. */
const operationsAhead = 256;

/** Names an arrival by its values among the planned changes of its row (design §6.4). */
export function judgeByValue(capture: Capture, arrival: Arrival): void {
  if (arrival.change.op === 'read') {
    judgeRead(capture, arrival);
    return;
  }
  if (arrival.isBehind === true) {
    judgeBehind(capture, arrival);
    return;
  }
  const { rows, ordinal } = arrival;
  const head = capture.head(rows, ordinal);
  const known = placeOfPosition(capture, arrival);
  if (known !== noPlace) repeated(capture, arrival, known);
  else if (head !== noPlace && capture.compare.equals(arrival, head)) matched(capture, arrival, head);
  else judgeIrregular(capture, arrival, head);
}

function judgeIrregular(capture: Capture, arrival: Arrival, head: number): void {
  const { rows, ordinal } = arrival;
  const later = searchSent(capture, arrival, head);
  if (later !== noPlace) {
    capture.hasOvertaken = true;
    matched(capture, arrival, later);
    return;
  }
  const { open, came } = searchBackward(capture, arrival);
  if (open !== noPlace) {
    arrivedLate(capture, arrival, open);
  } else if (came === noPlace) {
    capture.troubles.at(rows, ordinal).futile += 1;
    capture.irregular(arrival, 'held', noPlace);
  } else if (capture.settings.positions === 'commit' || (capture.record !== undefined && arrival.positionHash !== 0)) {
    capture.irregular(arrival, 'unexpected', came);
  } else repeated(capture, arrival, came);
  settleOverflow(capture);
}

/** As `searchForward`, in all that was sent; what comes soon is found without replaying the rest. */
function searchSent(capture: Capture, arrival: Arrival, head: number): number {
  const { plan } = capture.shared;
  const { lane } = arrival.rows;
  for (let left = operationsAhead; left > 0 && plan.more(lane); left--);
  const soon = searchForward(capture, arrival, head);
  if (soon !== noPlace || !plan.more(lane)) return soon;
  plan.catchUp(lane);
  return searchForward(capture, arrival, head);
}

/** A slot has passed the position: the change came before, unless it is one that was overtaken and is new all the same. */
function judgeBehind(capture: Capture, arrival: Arrival): void {
  const { rows, ordinal } = arrival;
  const came = searchBack(capture, arrival, false);
  const open = came === noPlace ? searchBack(capture, arrival, true) : noPlace;
  const head = capture.head(rows, ordinal);
  const isHead = head !== noPlace && capture.compare.equals(arrival, head);
  const next = isHead ? head : searchForward(capture, arrival, head);
  if (open !== noPlace) arrivedLate(capture, arrival, open);
  else if (came === noPlace && next !== noPlace) {
    // Others overtook it, but none of its own row: order is judged within a row.
    capture.hasOvertaken ||= !isHead;
    capture.irregular(arrival, 'matched', next);
    capture.arrived(arrival, next, 'matched');
  } else capture.irregular(arrival, 'duplicated', came, 'its position had come before');
  settleOverflow(capture);
}

function matched(capture: Capture, arrival: Arrival, place: number): void {
  const isAsked = arrival.ifRepeated === undefined && mayHaveCome(capture, arrival);
  const judged = isAsked ? { ...arrival, ifRepeated: capture.ifRepeated(arrival) } : arrival;
  if (isAsked || judged.ifRepeated === 'redelivered') capture.irregular(judged, 'matched', place);
  capture.arrived(judged, place, 'matched');
}

/** A change that others of its row have overtaken. */
function arrivedLate(capture: Capture, arrival: Arrival, place: number): void {
  const isAsked = arrival.ifRepeated === undefined && mayHaveCome(capture, arrival);
  // If it is one that was sent again, its LSN is taken up: a row's repeats come in order.
  const judged = isAsked ? { ...arrival, ifRepeated: capture.ifRepeated(arrival) } : arrival;
  capture.irregular(judged, 'outOfOrder', place);
  capture.troubles.at(arrival.rows, arrival.ordinal).repeated = place;
  capture.arrived(judged, place, 'matched');
}

/**
 * Whether an arrival may be the repeat of one that came before or is held: after a reconnect, such a one is no proof that
 * something new has come.
 */
function mayHaveCome(capture: Capture, arrival: Arrival): boolean {
  const { rows, ordinal, change } = arrival;
  if (!capture.repeats.isOpen(change.channel)) return false;
  return capture.troubles.isHeld(rows, ordinal, change) || searchBack(capture, arrival, false) !== noPlace;
}

function repeated(capture: Capture, arrival: Arrival, place: number): void {
  const ifRepeated = capture.ifRepeated(arrival);
  capture.irregular({ ...arrival, ifRepeated }, ifRepeated, place);
  capture.troubles.at(arrival.rows, arrival.ordinal).repeated = place;
  settleOverflow(capture);
}

function settleOverflow(capture: Capture): void {
  for (let row = capture.troubles.overflowing(); row !== undefined; row = capture.troubles.overflowing()) {
    settleRow(capture, row);
  }
}

/** The row's change that came with the same position, where this capture remembers positions and none may repeat. */
function placeOfPosition({ settings, record, states }: Capture, arrival: Arrival): number {
  const { rows, ordinal, positionHash } = arrival;
  if (settings.positions !== 'record' || record === undefined || positionHash === 0) return noPlace;
  let place = states.cursor(rows.id, ordinal);
  for (let left = positionsSearched; left > 0 && place !== noPlace; left--) {
    const hasCome = states.state(rows.id, ordinal, place) !== state.open;
    if (hasCome && record.position(rows.id, ordinal, place) === positionHash) return place;
    place = rows.previous(ordinal, place);
  }
  return noPlace;
}
