import type { Path } from './path.ts';

/** Where an entry of a map or list is written; offsets in UTF-16 units from the start of the text. */
export interface Place {
  /** Of its key; an entry of a list has none. */
  readonly key?: number;
  /** Of its value; of an alias, of what it stands for. */
  readonly value: number;
  /** True for a block map or list: its value begins lines below the key, so messages about it point at the key. */
  readonly block: boolean;
  /** A scalar as the file has it, before substitution and conversion (without quotes). */
  readonly written?: string;
}

/** The places of all that is in a file's data, kept beside the data, which stays plain. */
export class Places {
  readonly #entries = new Map<object, ReadonlyMap<string | number, Place>>();
  readonly #root: Place;

  constructor(root: Place) {
    this.#root = root;
  }

  /** Notes where the entries of a map or list (an object of the data) are. */
  note(container: object, entries: ReadonlyMap<string | number, Place>): void {
    this.#entries.set(container, entries);
  }

  /** The place of a path in this data, or undefined when the file has no such entry. */
  at(data: unknown, path: Path): Place | undefined {
    const { place, depth } = this.nearest(data, path);
    return depth === path.length ? place : undefined;
  }

  /** The place of the longest part of a path that is in the file, and how long that part is. */
  nearest(data: unknown, path: Path): { place: Place; depth: number } {
    let [place, value] = [this.#root, data];
    for (const [depth, step] of path.entries()) {
      const next = typeof value === 'object' && value !== null ? this.#entries.get(value)?.get(step) : undefined;
      if (next === undefined) return { place, depth };
      place = next;
      value = (value as Record<string | number, unknown>)[step];
    }
    return { place, depth: path.length };
  }
}
