/**
 * Probabilities adjusted for being several (Holm 1979): where each is compared with alpha, the chance of even one false
 * finding among them is at most alpha. In the order given.
 */
export function holm(probabilities: readonly number[]): number[] {
  const ascending = [...probabilities.entries()].sort(([, a], [, b]) => a - b);
  const adjusted: number[] = [];
  let least = 0;
  for (const [place, [index, p]] of ascending.entries()) {
    least = Math.max(least, Math.min(1, p * (probabilities.length - place)));
    adjusted[index] = least;
  }
  return adjusted;
}
