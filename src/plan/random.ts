import seedrandom from 'seedrandom';

/**
 * Where every random decision comes from. Nothing else in `plan/` draws.
 *
 * | level  | is                                                  | made from                                            |
 * |--------|-----------------------------------------------------|------------------------------------------------------|
 * | root   | 64 bits, once a run for each purpose and its table  | seedrandom's alea over `randomSeed / purpose / table` |
 * | unit   | 64 bits, for a row or an operation                  | the root mixed with its number (murmur3 finaliser)   |
 * | column | a mulberry32 stream                                 | the unit mixed with FNV-1a of the column's name      |
 *
 * | purpose     | table     | unit             | names drawn from a unit                                              |
 * |-------------|-----------|------------------|----------------------------------------------------------------------|
 * | `seed`      | the table | row number       | `column`, `column#null`                                              |
 * | `stream`    |           | operation number | `step.table.column`, `...#null`, `...#redraw<n>`, `step.table#row`, `step.table#pick` |
 * | `jitter`    |           | operation number | `#jitter`                                                            |
 * | `deck`      |           | deck number      | `#deck`                                                              |
 * | `bijection` | `table.column` |             | (the root alone keys a Feistel network)                              |
 *
 * Every level is random access, so a value can be drawn again at any time, and a new column or table shifts no other.
 */
export type Purpose = 'seed' | 'stream' | 'jitter' | 'deck' | 'bijection';

/** 64 bits that units are derived from. */
export interface Root {
  readonly a: number;
  readonly b: number;
}

export function makeRoot(randomSeed: number | string, purpose: Purpose, table = ''): Root {
  const generator = seedrandom.alea(`${randomSeed}/${purpose}/${table}`);
  return { a: generator.int32() >>> 0, b: generator.int32() >>> 0 };
}

/** Finaliser of MurmurHash3 (Appleby 2011): every input bit flips each output bit with probability one half. */
export function mix32(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** FNV-1a over the UTF-8 bytes of a name (Fowler, Noll, Vo 1991). */
export function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Draws of one column: seated on a unit by `unit`, then on a column by `column`, then any number of draws. */
export class Draw {
  private unitA = 0;
  private unitB = 0;
  private state = 0;

  /** Seats the stream on unit `number` (below 2^53) of a root. */
  unit(root: Root, number: number): void {
    const high = Math.floor(number / 0x1_0000_0000);
    this.unitA = mix32(root.a ^ (number >>> 0));
    this.unitB = mix32(root.b ^ this.unitA ^ Math.imul(high, 0x9e3779b1));
  }

  /** Begins the draws of a column, given the hash of its name. */
  column(nameHash: number): this {
    this.state = mix32(this.unitA ^ nameHash) ^ this.unitB;
    return this;
  }

  /** 32 random bits (mulberry32, Ettinger 2017). */
  uint32(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** A whole number from 0 up to but not including n; n up to 2^53. One draw below 2^21, else two. */
  below(n: number): number {
    if (n < 0x20_0000) return Math.floor((this.uint32() * n) / 0x1_0000_0000);
    const fraction53 = (this.uint32() >>> 5) * 0x400_0000 + (this.uint32() >>> 6);
    return Math.min(n - 1, Math.floor((fraction53 / 0x20_0000_0000_0000) * n));
  }

  /** A whole number of a range, both ends included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** True for that share of draws, in hundredths of a percent. */
  chance(share: number): boolean {
    return this.below(10_000) < share;
  }

  /** In [0, 1), for faker. */
  fraction(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** Fisher-Yates shuffle in place. */
  shuffle(cards: Uint16Array): void {
    for (let last = cards.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const card = cards[last]!;
      cards[last] = cards[other]!;
      cards[other] = card;
    }
  }
}
