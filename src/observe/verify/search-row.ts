import type { Arrival } from './arrival.ts';
import type { Capture } from './capture.ts';
import { state } from './capture-states.ts';
import { deletePlace, insertPlace, noPlace } from './row-place.ts';

/** Places that a first search looks at; each search of a row that finds nothing halves the next one, down to the least. */
const placesMax = 4_096;
const placesMin = 16;
/** Places that are searched for an open change once one that came before has been found to be equal. */
const beyondEqual = 16;

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
  const { rows, ordinal } = arrival;
  const { images, plan } = capture.shared;
  const highest = capture.cursor(rows, ordinal);
  let came = noPlace;
  let left = budget(capture, arrival);
  const likely = capture.troubles.of(rows, ordinal)?.repeated ?? noPlace;
  const begin = likely === noPlace ? noPlace : plan.head(rows, ordinal, likely);
  for (const first of begin !== noPlace && begin <= highest ? [begin, highest] : [highest]) {
    for (let place = first; place !== noPlace && left > 0; place = rows.previousExpected(ordinal, place)) {
      left -= 1;
      if (!rows.isExpected(ordinal, place)) continue;
      const image = place === deletePlace ? undefined : images.peek(rows, ordinal, place);
      if (!capture.compare.equals(arrival, place, image)) {
        if (first === begin && begin !== highest) break;
        continue;
      }
      if (capture.states.state(rows.id, ordinal, place) === state.open) return { open: place, came };
      if (came === noPlace) left = Math.min(left, beyondEqual);
      came = came === noPlace ? place : came;
    }
  }
  return { open: noPlace, came };
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
