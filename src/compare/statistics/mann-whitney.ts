/**
 * Probability that the rank sum of `higher` is at least what it is, where both samples come from one distribution: the
 * exact one-sided Mann-Whitney test (Mann, Whitney 1947) over all ways of dealing the values to the two samples. Ties get
 * middle ranks, and the distribution is that of the very ranks that occurred, so it is exact with ties too.
 *
 * Values are those of independent runs. Slices of one run are none: their dependence makes false alarms of most tests.
 */
export function mannWhitneyP(higher: readonly number[], lower: readonly number[]): number {
  const ranks = doubledRanks([...higher, ...lower]);
  const observed = ranks.slice(0, higher.length).reduce((sum, rank) => sum + rank, 0);
  const ways = waysBySum(ranks, higher.length);
  let all = 0;
  let atLeast = 0;
  for (const [sum, count] of ways.entries()) {
    all += count;
    if (sum >= observed) atLeast += count;
  }
  return atLeast / all;
}

/** Twice the ranks from 1, so that the middle ranks of ties are whole numbers. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map(value => {
    const below = values.filter(other => other < value).length;
    const equal = values.filter(other => other === value).length;
    return 2 * below + equal + 1;
  });
}

/** In how many ways `size` of the ranks add up to each sum. Counts are exact up to 2^53, and behind that to 16 digits. */
function waysBySum(ranks: readonly number[], size: number): Float64Array {
  const largest = ranks.reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(largest + 1));
  ways[0]![0] = 1;
  let reached = 0;
  for (const rank of ranks) {
    reached += rank;
    for (let taken = size; taken >= 1; taken--) {
      const [without, withIt] = [ways[taken - 1]!, ways[taken]!];
      for (let sum = rank; sum <= reached; sum++) withIt[sum]! += without[sum - rank]!;
    }
  }
  return ways[size]!;
}

/** Ways to choose `size` of `all`: the test's smallest probability is one over it. */
export function binomial(all: number, size: number): number {
  let ways = 1;
  for (let index = 1; index <= size; index++) ways = (ways * (all - size + index)) / index;
  return ways;
}

/** For samples without ties: in how many ways U, the number of pairs in which the first is larger, has each value. */
export function waysByU(first: number, second: number): Float64Array {
  const ranks = Array.from({ length: first + second }, (_, index) => index + 1);
  return waysBySum(ranks, first).slice((first * (first + 1)) / 2);
}
