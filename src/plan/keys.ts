import type { Table } from '../model/model.ts';
import { Bijection } from './bijection.ts';
import { makeRoot } from './random.ts';
import { UuidKeys } from './values/uuid.ts';

/** Most combinations that a bijection can hold: 2^52. */
const combinationsMax = 0x10_0000_0000_0000;

/**
 * Reference columns that are unique together: row r stands for one combination of the parents' seeded rows, by a keyed
 * bijection of r onto their product, so no combination ever repeats.
 */
export class Combinations {
  private readonly sizes: readonly number[];
  private readonly permutation: Bijection;

  /** @param sizes seeded rows of each parent, in the order of the columns */
  constructor(randomSeed: number | string, table: string, sizes: readonly number[]) {
    this.sizes = withinLimit(sizes);
    this.permutation = new Bijection(makeRoot(randomSeed, 'bijection', `${table}.#together`), product(this.sizes));
  }

  get count(): number {
    return this.permutation.size;
  }

  /** Row number of the parent at a place, for row `rowNumber` (at most `count`). */
  parent(rowNumber: number, place: number): number {
    let rest = this.permutation.at(rowNumber - 1);
    for (let before = 0; before < place; before++) rest = Math.floor(rest / this.sizes[before]!);
    return (rest % this.sizes[place]!) + 1;
  }

  /** Row number of a combination of parents' row numbers, or undefined when no row stands for it. */
  rowNumber(parents: readonly number[]): number | undefined {
    if (!parents.every((parent, place) => parent >= 1 && parent <= this.sizes[place]!)) return undefined;
    let value = 0;
    for (let place = parents.length - 1; place >= 0; place--) value = value * this.sizes[place]! + parents[place]! - 1;
    return this.permutation.inverse(value) + 1;
  }
}

/** The sizes, the largest halved until there are not too many combinations: far more are left than there can be rows. */
function withinLimit(sizes: readonly number[]): number[] {
  const fitting = [...sizes];
  while (product(fitting) > combinationsMax) {
    const largest = fitting.indexOf(Math.max(...fitting));
    fitting[largest] = Math.floor(fitting[largest]! / 2);
  }
  return fitting;
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a * b, 1);
}

/** Keys of one table as canonical text, both ways. Composite keys are made of columns and have none of their own. */
export interface KeyTexts {
  text(rowNumber: number): string;
  /** Row number, or undefined when the text is no key that the tool makes. */
  rowNumber(text: string): number | undefined;
}

const serialKeys: KeyTexts = {
  text: String,
  rowNumber: text => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined),
};

export function keyTexts(randomSeed: number | string, table: Table): KeyTexts {
  if (table.key.kind !== 'uuid') return serialKeys;
  return new UuidKeys(makeRoot(randomSeed, 'bijection', `${table.name}.${table.columns[0]!.name}`));
}
