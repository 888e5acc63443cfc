import * as fc from 'fast-check';

/** Makes one choice after another, each shrinkable, each free to depend on those before it. */
export interface Chooser {
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  /** True once in `times`. */
  once(times: number): boolean;
  of<Value>(values: readonly Value[]): Value;
  /** Some of the values, in their order. */
  some<Value>(values: readonly Value[], most: number): Value[];
  shuffled<Value>(values: readonly Value[]): Value[];
}

/** An arbitrary of whatever a function makes out of choices. */
export function chosen<Made>(make: (choose: Chooser) => Made): fc.Arbitrary<Made> {
  return fc.gen().map(g => {
    const int = (min: number, max: number): number => g(fc.integer, { min, max });
    const of = <Value>(values: readonly Value[]): Value => values[int(0, values.length - 1)]!;
    const shuffled = <Value>(values: readonly Value[]): Value[] => {
      const left = [...values];
      return values.map(() => left.splice(int(0, left.length - 1), 1)[0]!);
    };
    const some = <Value>(values: readonly Value[], most: number): Value[] => {
      const count = int(0, Math.min(most, values.length));
      const taken = new Set(shuffled(values.map((_, place) => place)).slice(0, count));
      return values.filter((_, place) => taken.has(place));
    };
    return make({ int, once: times => int(1, times) === times, of, some, shuffled });
  });
}
