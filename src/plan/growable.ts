type Typed = Float64Array | Int32Array | Uint16Array | Uint8Array;

/** Entries up to which an array doubles; a larger one grows by a quarter, so that little of it lies idle. */
const doublingMax = 0x1_0000;

/** A typed array that grows by a share of itself: a fixed number of bytes an entry, however many there are. */
export class Growable<Values extends Typed> {
  length = 0;
  private values: Values;
  private readonly make: (size: number) => Values;

  constructor(make: (size: number) => Values, size = 16) {
    this.make = make;
    this.values = make(size);
  }

  /** Bytes that are held, room to grow included. */
  get bytes(): number {
    return this.values.byteLength;
  }

  at(index: number): number {
    return this.values[index]!;
  }

  set(index: number, value: number): void {
    if (index >= this.length) {
      this.reserve(index + 1);
      this.length = index + 1;
    }
    this.values[index] = value;
  }

  push(value: number): void {
    this.set(this.length, value);
  }

  private reserve(size: number): void {
    if (size <= this.values.length) return;
    const grown = this.values.length < doublingMax ? this.values.length * 2 : Math.ceil(this.values.length * 1.25);
    const larger = this.make(Math.max(size, grown));
    larger.set(this.values);
    this.values = larger;
  }
}

export const growableFloat64 = (): Growable<Float64Array> => new Growable(size => new Float64Array(size));
export const growableInt32 = (): Growable<Int32Array> => new Growable(size => new Int32Array(size));
export const growableUint16 = (): Growable<Uint16Array> => new Growable(size => new Uint16Array(size));
export const growableUint8 = (): Growable<Uint8Array> => new Growable(size => new Uint8Array(size));
