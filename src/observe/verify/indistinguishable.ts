import type { Capture } from './capture.ts';
import { deletePlace, insertPlace, noPlace } from './row-place.ts';
import type { ReplayedRows } from './replayed-rows.ts';
import { hashBasis, hashText } from './text-hash.ts';

/**
 * Counts the updates whose image equals that of another update of their row: without positions nobody can tell them apart, so
 * the loss of one could be hidden by the other coming twice. (An insert is told from an update by its kind.)
 */
export function countIndistinguishable(capture: Capture): void {
  for (const { tables } of capture.shared.plan.lanes) {
    for (const rows of tables) {
      for (let ordinal = 0; ordinal < rows.history.rows; ordinal++) {
        const last = rows.history.last(ordinal);
        if (last < 0 || rows.history.before(last) < 0) continue;
        const equal = equalImages(capture, rows, ordinal);
        if (equal > 0) capture.findings.count('indistinguishable', rows.table, equal);
      }
    }
  }
}

function equalImages(capture: Capture, rows: ReplayedRows, ordinal: number): number {
  const { images } = capture.shared;
  const compared = capture.shapes.latest(capture.shared.workload.tables[rows.table]!.table)?.modelled;
  const seen = new Map<string, number>();
  let place = insertPlace;
  let image = images.peek(rows, ordinal, place);
  for (;;) {
    place = rows.nextExpected(ordinal, place);
    if (place === noPlace || place === deletePlace) break;
    image = images.after(rows, ordinal, place, image);
    const texts = compared === undefined ? image : compared.filter(column => column >= 0).map(column => image[column]);
    const [low, high] = [texts.reduce(hashText, hashBasis), texts.reduce(hashText, 0x9747_b28c)];
    const name = `${low} ${high}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  let equal = 0;
  for (const count of seen.values()) if (count > 1) equal += count;
  return equal;
}
