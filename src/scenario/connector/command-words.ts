/** What a shell would act upon. Globs are left out: as words they are harmless and regular expressions need them. */
const shellOnly = /[|&;<>`$()]/;

/**
 * Program and arguments of a command that is written as one text: split at blanks; '...' and "..." keep blanks, and inside
 * double quotes \" and \\ stand for the character. No shell runs it, so nothing is expanded, and what only a shell would
 * understand is refused outside of quotes instead of being passed on as a word.
 * @throws SyntaxError saying what cannot be read
 */
export function commandWords(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [piece, plain, single, double, blank] of command.matchAll(
    /([^\s'"]+)|'([^']*)'|"((?:[^"\\]|\\.)*)"|(\s+)|./gs,
  )) {
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + textOf(piece, plain, single, double);
  }
  if (word !== undefined) words.push(word);
  if (words.length === 0 || words[0] === '') throw new SyntaxError('names no program');
  return words;
}

function textOf(piece: string, plain?: string, single?: string, double?: string): string {
  if (single !== undefined) return single;
  if (double !== undefined) return double.replace(/\\(["\\])/g, '$1');
  if (plain === undefined) throw new SyntaxError(`has a ${piece} that is not closed`);
  const [found] = shellOnly.exec(plain) ?? [];
  if (found === undefined) return plain;
  throw new SyntaxError(
    `has a ${found}, which only a shell understands and no shell runs it: quote it, or write [sh, -c, "..."]`,
  );
}
