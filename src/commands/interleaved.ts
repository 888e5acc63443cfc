/**
 * Each of them `repeat` times, in an order that puts slow drifts of the machine on all alike: forth, back, forth (a b b a
 * a b). Of one: itself so many times.
 */
export function interleaved<Item>(items: readonly Item[], repeat: number): Item[] {
  const back = items.toReversed();
  return Array.from({ length: repeat }, (_, round) => (round % 2 === 0 ? items : back)).flat();
}
