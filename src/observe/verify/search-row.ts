import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import { deletePlace, insertPlace, noPlace } from './row-place.ts';

/** Places that a first search looks at; each search of a row that finds nothing halves the next one, down to the least. */
const placesMax = 4_096;
const placesMin = 16;
/** Places that a search passes over. */
const placesPassed = 0x1_0000;

function budget(capture: Capture, { rows, ordinal }: Arrival): number {
  const futile = capture.troubles.of(rows, ordinal)?.futile ?? 0;
  return Math.max(placesMin, placesMax >>> Math.min(futile, 12));
}

/** A planned change behind the head that the arrival is equal to, or `noPlace`. */
export function searchForward(capture: Capture, arrival: Arrival, head: number): number {
  const { rows, ordinal, change } = arrival;
  const { images } = capture.shared;
  if (head === noPlace || head === deletePlace || change.op === 'insert') return noPlace;
  if (change.op === 'delete') {
    const isThere = rows.history.deletion(ordinal) !== undefined && rows.isExpected(ordinal, deletePlace);
    return isThere && capture.compare.equals(arrival, deletePlace) ? deletePlace : noPlace;
  }
  let image = images.at(rows, ordinal, head);
  let place = rows.nextExpected(ordinal, head);
  for (let left = budget(capture, arrival); left > 0 && place !== noPlace && place !== deletePlace; left--) {
    image = images.after(rows, ordinal, place, image);
    if (capture.compare.equals(arrival, place, image)) return place;
    place = rows.nextExpected(ordinal, place);
  }
  return noPlace;
}

/** Planned changes up to the highest that came that the arrival is equal to: one that is open, one that came; or `noPlace`. */
export function searchBackward(capture: Capture, arrival: Arrival): { open: number; came: number } {
  const likely = likelyPlace(capture, arrival);
  const isLikely = likely !== noPlace && equalsBefore(capture, arrival, likely);
  if (isLikely && isOpen(capture, arrival, likely)) return { open: likely, came: noPlace };
  const open = capture.hasOvertaken ? searchBack(capture, arrival, true) : noPlace;
  if (open !== noPlace) return { open, came: noPlace };
  return { open, came: isLikely ? likely : searchBack(capture, arrival, false) };
}

/** The change after the one that came late or again last: where one of a row does, the next is likely to follow. */
function likelyPlace(capture: Capture, { rows, ordinal }: Arrival): number {
  const repeated = capture.troubles.of(rows, ordinal)?.repeated ?? noPlace;
  const next = repeated === noPlace ? noPlace : rows.nextExpected(ordinal, repeated);
  return next <= capture.cursor(rows, ordinal) ? next : noPlace;
}

/** Looks back at the open changes, or at those that came; passing over one costs next to nothing, comparing it does. */
export function searchBack(capture: Capture, arrival: Arrival, wantsOpen: boolean): number {
  const { rows, ordinal } = arrival;
  let place = capture.cursor(rows, ordinal);
  let compared = budget(capture, arrival);
  for (let passed = placesPassed; passed > 0 && compared > 0 && place !== noPlace; passed--) {
    if (rows.isExpected(ordinal, place) && isOpen(capture, arrival, place) === wantsOpen) {
      if (equalsBefore(capture, arrival, place)) return place;
      compared -= 1;
    }
    place = rows.previous(ordinal, place);
  }
  return noPlace;
}

function isOpen({ states }: Capture, { rows, ordinal }: Arrival, place: number): boolean {
  return states.state(rows.id, ordinal, place) === state.open;
}

function equalsBefore(capture: Capture, arrival: Arrival, place: number): boolean {
  const { rows, ordinal } = arrival;
  const image = place === deletePlace ? undefined : capture.shared.images.peek(rows, ordinal, place);
  return capture.compare.equals(arrival, place, image);
}

/** A planned change that did not commit and that the arrival is equal to, or `noPlace`. */
export function searchWithdrawn(capture: Capture, arrival: Arrival): number {
  const { rows, ordinal } = arrival;
  if (!rows.lane.hasWithdrawn) return noPlace;
  let place = rows.history.deletion(ordinal) === undefined ? rows.previous(ordinal, deletePlace) : deletePlace;
  for (let left = placesMin * 4; left > 0 && place !== noPlace; left--) {
    if (!rows.isExpected(ordinal, place)) {
      const image = place === deletePlace ? undefined : capture.shared.images.peek(rows, ordinal, place);
      if (capture.compare.equals(arrival, place, image)) return place;
    }
    place = place === insertPlace ? noPlace : rows.previous(ordinal, place);
  }
  return noPlace;
}
