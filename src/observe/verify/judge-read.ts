import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import { deletePlace, insertPlace, noPlace } from './row-place.ts';

/** Images of a row that are looked through for the one that a snapshot read. */
const imagesSearched = 4_096;

/**
 * Judges a row of a snapshot: it may carry any image that the row had so far. The changes up to that one are satisfied with it
 * and will not come by themselves.
 */
export function judgeRead(capture: Capture, arrival: Arrival): void {
  const { rows, ordinal } = arrival;
  const { states, settings } = capture;
  const isAsked = settings.seeded === 'snapshot' || settings.seeded === 'either';
  if (isAsked && states.state(rows.id, ordinal, insertPlace) !== state.open) {
    const ifRepeated = capture.ifRepeated(arrival);
    capture.irregular({ ...arrival, ifRepeated }, ifRepeated, insertPlace);
    return;
  }
  const seen = isAsked ? imageSeen(capture, arrival) : noPlace;
  if (seen === noPlace) {
    capture.irregular(arrival, 'held', noPlace);
    return;
  }
  let place = insertPlace;
  while (place !== seen) {
    place = rows.nextExpected(ordinal, place);
    if (states.state(rows.id, ordinal, place) !== state.open) continue;
    states.setState(rows.id, ordinal, place, state.coalesced);
    capture.findings.count('coalesced', rows.table);
  }
  // What it stands for may look otherwise once an outcome is known: then it is judged again.
  if (seen !== insertPlace) capture.irregular(arrival, 'matched', insertPlace);
  if (seen > capture.cursor(rows, ordinal)) states.setCursor(rows.id, ordinal, seen);
  capture.arrived(arrival, insertPlace, 'matched');
}

/** The first planned change after which the row was as it was read. */
function imageSeen(capture: Capture, arrival: Arrival): number {
  const { rows, ordinal } = arrival;
  const { plan, images } = capture.shared;
  if (!rows.isExpected(ordinal, insertPlace)) return noPlace;
  let place = insertPlace;
  let image = images.at(rows, ordinal, place);
  for (let left = imagesSearched; left > 0; left--) {
    if (capture.compare.equalsRead(arrival, place, image)) return place;
    place = plan.head(rows, ordinal, place);
    if (place === noPlace || place === deletePlace) return noPlace;
    image = images.after(rows, ordinal, place, image);
  }
  return noPlace;
}
