import { mix32, type Root } from '../random.ts';
import { Bijection } from '../bijection.ts';
import type { Generator } from './value-context.ts';

/** A random version 4 UUID (RFC 9562, section 5.4). */
export const randomUuid: Generator = ({ draw }) =>
  formatUuid(draw.uint32(), draw.uint32(), draw.uint32(), draw.uint32());

/**
 * UUIDs as keys: a one-to-one map of row numbers (below 2^48) that can be read back. The first 48 bits are a keyed
 * permutation of the row number; the others are a hash of those, so a UUID that the tool did not make is recognised.
 */
export class UuidKeys {
  private readonly permutation: Bijection;
  private readonly root: Root;

  constructor(root: Root) {
    this.permutation = new Bijection(root, 0x1_0000_0000_0000);
    this.root = root;
  }

  text(rowNumber: number): string {
    const permuted = this.permutation.at(rowNumber);
    const high = Math.floor(permuted / 0x1_0000);
    const low = permuted % 0x1_0000;
    const a = mix32(this.root.a ^ high ^ Math.imul(low, 0x9e3779b1));
    const b = mix32(this.root.b ^ a);
    return formatUuid(high, ((low << 16) | (a >>> 16)) >>> 0, b, mix32(a ^ b));
  }

  /** Row number of a key text, or undefined when it is no key of this table. */
  rowNumber(text: string): number | undefined {
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text)) return undefined;
    const first = Number.parseInt(text.slice(0, 8) + text.slice(9, 13), 16);
    const rowNumber = this.permutation.inverse(first);
    return this.text(rowNumber) === text ? rowNumber : undefined;
  }
}

function formatUuid(a: number, b: number, c: number, d: number): string {
  const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
  const second = hex((b & 0xffff0fff) | 0x4000);
  const third = hex((c & 0x3fffffff) | 0x80000000);
  return `${hex(a)}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${hex(d)}`;
}
