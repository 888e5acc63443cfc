import type { Arrival } from './arrival.ts';
import type { Irregular } from './trouble.ts';
import { rowName } from './row-images.ts';
import type { ReplayedRows } from './replayed-rows.ts';

/** An arrival that is not as planned, at a position that the reference knows. */
interface Mismatch {
  readonly arrival: Arrival;
  readonly example: Irregular['example'];
}

/** Mismatches of which so much is remembered; a late outcome that moves an older one makes it unexpected. */
const mismatchesMax = 10_000;

/** Arrivals that are not as planned: unlike the others they cannot be drawn again when a late outcome moves their change. */
export class Mismatches {
  private readonly byPosition = new Map<string, Mismatch>();

  add(arrival: Arrival, example: Irregular['example']): void {
    this.byPosition.set(nameOf(arrival.rows, arrival.ordinal, arrival.positionHash), { arrival, example });
    if (this.byPosition.size <= mismatchesMax) return;
    const [oldest] = this.byPosition.keys();
    this.byPosition.delete(oldest!);
  }

  take(rows: ReplayedRows, ordinal: number, positionHash: number): Mismatch | undefined {
    const name = nameOf(rows, ordinal, positionHash);
    const mismatch = this.byPosition.get(name);
    this.byPosition.delete(name);
    return mismatch;
  }
}

function nameOf(rows: ReplayedRows, ordinal: number, positionHash: number): string {
  return `${rowName(rows, ordinal)} ${positionHash}`;
}
