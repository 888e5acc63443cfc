import { growableInt32, type Growable } from '../../plan/growable.ts';
import { deletePlace, insertPlace } from './row-place.ts';

interface Kept {
  readonly inserts: Growable<Int32Array>;
  readonly updates: Growable<Int32Array>;
  readonly deletes: Growable<Int32Array>;
}

/** What a capture saw of each change besides that it came: 4 bytes of its position, 4 bytes of the server's own columns. */
export class ChangeRecord {
  private readonly positions: Kept[] = [];
  private readonly serverHashes: Kept[] = [];
  /** Values, below the length that is accepted anyway, that came as "unchanged" (TOAST). */
  private readonly unchanged = new Set<string>();

  get bytes(): number {
    return [...this.positions, ...this.serverHashes].reduce(
      (sum, { inserts, updates, deletes }) => sum + inserts.bytes + updates.bytes + deletes.bytes,
      0,
    );
  }

  /** 0 where the change has not come, or without position. */
  position(id: number, ordinal: number, place: number): number {
    return get(this.positions[id], ordinal, place);
  }

  serverHash(id: number, ordinal: number, place: number): number {
    return get(this.serverHashes[id], ordinal, place);
  }

  setPosition(id: number, ordinal: number, place: number, hash: number): void {
    set((this.positions[id] ??= emptyKept()), ordinal, place, hash);
  }

  setServerHash(id: number, ordinal: number, place: number, hash: number): void {
    if (hash !== 0 || this.serverHashes[id] !== undefined)
      set((this.serverHashes[id] ??= emptyKept()), ordinal, place, hash);
  }

  hasUnchanged(id: number, ordinal: number, place: number, column: number): boolean {
    return this.unchanged.size > 0 && this.unchanged.has(`${id} ${ordinal} ${place} ${column}`);
  }

  addUnchanged(id: number, ordinal: number, place: number, column: number): void {
    this.unchanged.add(`${id} ${ordinal} ${place} ${column}`);
  }
}

function emptyKept(): Kept {
  return { inserts: growableInt32(), updates: growableInt32(), deletes: growableInt32() };
}

function get(kept: Kept | undefined, ordinal: number, place: number): number {
  if (kept === undefined) return 0;
  const [values, at] = slot(kept, ordinal, place);
  return at < values.length ? values.at(at) >>> 0 : 0;
}

function set(kept: Kept, ordinal: number, place: number, hash: number): void {
  const [values, at] = slot(kept, ordinal, place);
  values.set(at, hash | 0);
}

function slot({ inserts, updates, deletes }: Kept, ordinal: number, place: number): [Growable<Int32Array>, number] {
  if (place === insertPlace) return [inserts, ordinal];
  return place === deletePlace ? [deletes, ordinal] : [updates, place];
}
