/** Most recently used values by a number, one a slot: what falls on the same slot takes its place. Costs a tenth of an LRU list. */
export class RecentRows<Value> {
  private readonly names: Float64Array;
  private readonly values: (Value | undefined)[];
  private readonly mask: number;

  /** @param size slots; raised to a power of two */
  constructor(size: number) {
    const slots = 2 ** Math.ceil(Math.log2(size));
    this.names = new Float64Array(slots).fill(-1);
    this.values = Array.from({ length: slots });
    this.mask = slots - 1;
  }

  get(name: number): Value | undefined {
    const slot = this.slot(name);
    return this.names[slot] === name ? this.values[slot] : undefined;
  }

  set(name: number, value: Value): void {
    const slot = this.slot(name);
    this.names[slot] = name;
    this.values[slot] = value;
  }

  delete(name: number): void {
    const slot = this.slot(name);
    if (this.names[slot] === name) [this.names[slot], this.values[slot]] = [-1, undefined];
  }

  /** Rows of one table follow each other, those of another come from afar. */
  private slot(name: number): number {
    const high = Math.floor(name / 0x1_0000_0000);
    return ((name >>> 0) + Math.imul(high, 0x9e37_79b1)) & this.mask;
  }
}
