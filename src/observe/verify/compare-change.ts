import type { Arrival } from './arrival.ts';
import type { Difference } from './capture-result.ts';
import type { CaptureSettings } from './capture-settings.ts';
import type { Cell } from './captured-change.ts';
import type { ChangeRecord } from './change-record.ts';
import { deletePlace, insertPlace } from './row-place.ts';
import type { Image, RowImages } from './row-images.ts';

/** Bytes above which a value that a change leaves alone may come as "unchanged" (TOAST). */
const toastBytes = 2_000;

/** Holds the changes of one capture against the planned ones. */
export class ChangeComparison {
  private readonly settings: CaptureSettings;
  private readonly images: RowImages;
  private readonly reference: ChangeRecord | undefined;

  /** @param reference what the reference saw; undefined for itself and where there is none */
  constructor(settings: CaptureSettings, images: RowImages, reference: ChangeRecord | undefined) {
    this.settings = settings;
    this.images = images;
    this.reference = reference;
  }

  /** @param image the row after that change, where it is at hand */
  equals(arrival: Arrival, place: number, image?: Image): boolean {
    return this.isKind(arrival, place) && !this.differs(arrival, place, image, undefined);
  }

  /**
   * Whether a snapshot read the row as it was after that change, which need not be the one that made it.
   * @param image the row then
   */
  equalsRead(arrival: Arrival, place: number, image: Image): boolean {
    if (arrival.shape.faults.length > 0) return false;
    return !this.afterDiffers(arrival, place, image, undefined) && !this.serverDiffers(arrival, place);
  }

  /** All that differs, kind included. */
  differences(arrival: Arrival, place: number): Difference[] {
    const { rows, ordinal, change } = arrival;
    const found: Difference[] = [];
    if (!this.isKind(arrival, place)) {
      found.push({ column: '(kind)', expected: this.kind(rows.isSeeded(ordinal), place), actual: change.op });
    }
    this.differs(arrival, place, undefined, found);
    return found;
  }

  kind(isSeeded: boolean, place: number): 'insert' | 'update' | 'delete' | 'read' {
    if (place === deletePlace) return 'delete';
    if (place !== insertPlace) return 'update';
    return isSeeded && this.settings.seeded === 'snapshot' ? 'read' : 'insert';
  }

  private isKind({ rows, ordinal, change: { op } }: Arrival, place: number): boolean {
    if (place === deletePlace) return op === 'delete';
    if (place !== insertPlace) return op === 'update';
    const { seeded } = this.settings;
    if (op === 'read') return seeded === 'snapshot' || seeded === 'either';
    return op === 'insert' && !(rows.isSeeded(ordinal) && seeded === 'snapshot');
  }

  /** With `found` all differences are gathered there; without, the first one ends the search. */
  private differs(arrival: Arrival, place: number, known: Image | undefined, found: Difference[] | undefined): boolean {
    const { change, shape, rows, ordinal } = arrival;
    if (shape.faults.length > 0) {
      if (found === undefined) return true;
      found.push(...shape.faults.map(column => ({ column, expected: undefined, actual: undefined })));
    }
    const isDelete = place === deletePlace;
    if (!isDelete || (change.after !== undefined && change.op !== 'delete')) {
      const image = isDelete ? [] : (known ?? this.images.at(rows, ordinal, place));
      if (this.afterDiffers(arrival, place, image, found)) return true;
    }
    if (change.before !== undefined && place !== insertPlace) {
      const image = this.images.at(rows, ordinal, rows.previousExpected(ordinal, place));
      if (beforeDiffers(arrival, change.before, image, found)) return true;
    }
    if (this.serverDiffers(arrival, place)) {
      if (found === undefined) return true;
      const names = shape.server.map(at => shape.columns[at]!).join(', ');
      found.push({ column: names, expected: "the reference's", actual: 'others' });
    }
    return found !== undefined && found.length > 0;
  }

  private afterDiffers(arrival: Arrival, place: number, image: Image, found: Difference[] | undefined): boolean {
    const { change, shape } = arrival;
    const { modelled } = shape;
    for (let at = 0; at < modelled.length; at++) {
      const column = modelled[at]!;
      if (column < 0) continue;
      const cell = change.after === undefined ? undefined : change.after[at];
      const expected = image[column];
      if (cell === expected && expected !== undefined) continue;
      if (cell === undefined && change.after !== undefined && this.mayBeUnchanged(arrival, place, column, expected))
        continue;
      if (found === undefined) return true;
      found.push({ column: shape.columns[at]!, expected, actual: cell });
    }
    return false;
  }

  private mayBeUnchanged({ rows, ordinal, shape }: Arrival, place: number, column: number, value: Cell): boolean {
    if (place < 0 || place === deletePlace || typeof value !== 'string') return false;
    if (this.settings.fullIdentity.includes(shape.table.name)) return false;
    if (this.images.sets(rows, place, column)) return false;
    if (this.settings.isReference || Buffer.byteLength(value) > toastBytes) return true;
    return this.reference?.hasUnchanged(rows.id, ordinal, place, column) ?? false;
  }

  private serverDiffers({ rows, ordinal, serverHash }: Arrival, place: number): boolean {
    if (this.reference === undefined || serverHash === 0 || place === deletePlace) return false;
    const known = this.reference.serverHash(rows.id, ordinal, place);
    return known !== 0 && known !== serverHash;
  }
}

function beforeDiffers(
  { shape }: Arrival,
  before: readonly Cell[],
  image: Image,
  found: Difference[] | undefined,
): boolean {
  const { modelled, columns } = shape;
  for (let at = 0; at < modelled.length; at++) {
    const column = modelled[at]!;
    const cell = before[at];
    if (column < 0 || cell === undefined || cell === image[column]) continue;
    if (found === undefined) return true;
    found.push({ column: `before.${columns[at]!}`, expected: image[column], actual: cell });
  }
  return false;
}
