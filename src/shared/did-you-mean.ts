/**
 * The candidate nearest to a misspelt word, or undefined when none is near.
 *
 * Nearest by Levenshtein distance, at most a third of the word's length (at least 2); where a candidate merely contains
 * the word (`seed` in `randomSeed`) that counts as near too, since people shorten names as often as they misspell them.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const distance = closeness(word.toLowerCase(), candidate.toLowerCase(), limit);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function closeness(word: string, candidate: string, limit: number): number {
  const distance = levenshtein(word, candidate);
  if (distance <= limit && distance < candidate.length) return distance;
  const endsAlike = word.length >= 4 && (candidate.endsWith(word) || candidate.startsWith(word));
  return endsAlike ? limit + candidate.length - word.length : Infinity;
}

/** Number of single-character insertions, deletions and substitutions between two words (Levenshtein 1966). */
function levenshtein(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(previous[column]! + 1, current[column - 1]! + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length]!;
}
