import { growableInt32, growableUint8, type Growable } from '../../plan/growable.ts';
import { deletePlace, insertPlace, noPlace } from './row-place.ts';

/** What became of an expected change in one capture. */
export const state = { open: 0, matched: 1, mismatched: 2, coalesced: 3 } as const;

const placeBits = 0x0fff_ffff;
const insertShift = 28;
const deleteShift = 30;

interface RowsState {
  /** 28 bits the highest place that arrived (plus 2), then 2 bits each what became of insert and delete. */
  readonly rows: Growable<Int32Array>;
  readonly updates: Growable<Uint8Array>;
}

/** How far one capture has come with each row: 4 bytes a row and 1 an update. */
export class CaptureStates {
  private readonly byRows: RowsState[] = [];

  get bytes(): number {
    return this.byRows.reduce((sum, { rows, updates }) => sum + rows.bytes + updates.bytes, 0);
  }

  /** The highest place of the row that arrived. */
  cursor(id: number, ordinal: number): number {
    return (this.row(id, ordinal) & placeBits) - 2;
  }

  setCursor(id: number, ordinal: number, place: number): void {
    this.of(id).rows.set(ordinal, (this.row(id, ordinal) & ~placeBits) | (place + 2));
  }

  state(id: number, ordinal: number, place: number): number {
    if (place === insertPlace) return (this.row(id, ordinal) >>> insertShift) & 3;
    if (place === deletePlace) return (this.row(id, ordinal) >>> deleteShift) & 3;
    const { updates } = this.of(id);
    return place < updates.length ? updates.at(place) : state.open;
  }

  setState(id: number, ordinal: number, place: number, to: number): void {
    if (place === noPlace) return;
    const { rows, updates } = this.of(id);
    if (place === insertPlace || place === deletePlace) {
      const shift = place === insertPlace ? insertShift : deleteShift;
      rows.set(ordinal, (this.row(id, ordinal) & ~(3 << shift)) | (to << shift));
    } else updates.set(place, to);
  }

  private row(id: number, ordinal: number): number {
    const { rows } = this.of(id);
    return ordinal < rows.length ? rows.at(ordinal) : 0;
  }

  private of(id: number): RowsState {
    return (this.byRows[id] ??= { rows: growableInt32(), updates: growableUint8() });
  }
}
