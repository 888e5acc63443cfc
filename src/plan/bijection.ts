import { mix32, type Root } from './random.ts';

/**
 * A keyed one-to-one map of 0..size-1 onto itself, with its inverse: unique by construction, so nothing is ever retried.
 *
 * A balanced Feistel network of four rounds (Luby and Rackoff 1988) over the next even number of bits, walked along its
 * cycle until the result lies in the domain (Black and Rogaway 2002); on average fewer than four steps.
 */
export class Bijection {
  readonly size: number;
  private readonly half: number;
  private readonly keys: readonly number[];

  /** @param size up to 2^52 */
  constructor(root: Root, size: number) {
    this.size = size;
    let half = 2;
    while (half * half < size) half *= 2;
    this.half = half;
    this.keys = [0, 1, 2, 3].map(round => mix32(root.a ^ mix32(root.b + round)));
  }

  /** @throws RangeError outside the domain, where the walk might never come back */
  at(index: number): number {
    this.check(index);
    let value = index;
    do value = this.encrypt(value);
    while (value >= this.size);
    return value;
  }

  /** @throws RangeError outside the domain */
  inverse(value: number): number {
    this.check(value);
    let index = value;
    do index = this.decrypt(index);
    while (index >= this.size);
    return index;
  }

  private check(value: number): void {
    if (!(value >= 0 && value < this.size)) throw new RangeError(`${value} is not below ${this.size}`);
  }

  private encrypt(value: number): number {
    let left = Math.floor(value / this.half);
    let right = value % this.half;
    for (const key of this.keys) {
      const mixed = (left ^ (mix32(right ^ key) & (this.half - 1))) >>> 0;
      left = right;
      right = mixed;
    }
    return left * this.half + right;
  }

  private decrypt(value: number): number {
    let left = Math.floor(value / this.half);
    let right = value % this.half;
    for (let round = this.keys.length - 1; round >= 0; round--) {
      const mixed = (right ^ (mix32(left ^ this.keys[round]!) & (this.half - 1))) >>> 0;
      right = left;
      left = mixed;
    }
    return left * this.half + right;
  }
}
