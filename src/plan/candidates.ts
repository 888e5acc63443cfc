import { growableInt32 } from './growable.ts';

/** Rows (ordinals of one lane and table) that an event may take. */
export interface Candidates {
  readonly size: number;
  at(place: number): number;
}

/**
 * Rows that meet a condition now. In ascending order when built; later ones are added at the end, and a removed one's
 * place is taken by the last: part of the contract, since a draw names a place.
 */
export class CandidateSet implements Candidates {
  private readonly ordinals = growableInt32();
  /** Place of each ordinal plus one; 0 = not in the set. */
  private readonly places = growableInt32();
  size = 0;

  at(place: number): number {
    return this.ordinals.at(place);
  }

  has(ordinal: number): boolean {
    return ordinal < this.places.length && this.places.at(ordinal) > 0;
  }

  put(ordinal: number, belongs: boolean): void {
    if (belongs === this.has(ordinal)) return;
    if (belongs) {
      this.ordinals.set(this.size, ordinal);
      this.places.set(ordinal, ++this.size);
    } else this.remove(ordinal);
  }

  private remove(ordinal: number): void {
    const place = this.places.at(ordinal) - 1;
    const moved = this.ordinals.at(--this.size);
    this.ordinals.set(place, moved);
    this.places.set(moved, place + 1);
    this.places.set(ordinal, 0);
  }
}
