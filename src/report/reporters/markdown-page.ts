/** GitHub refuses comments of more than 65 536 characters, and a job's summary of more than 1 MiB. */
const mostBytes = 60_000;

const note = '*More did not fit here: the report has all of it.*';

/** Blocks below each other, the first ones as far as they fit on GitHub; a note stands for those that do not. */
export function markdownPage(blocks: readonly (string | undefined)[]): string {
  const shown: string[] = [];
  let left = mostBytes;
  let isCut = false;
  for (const block of blocks) {
    if (block === undefined) continue;
    const bytes = Buffer.byteLength(block) + 2;
    if (bytes <= left) shown.push(block);
    else isCut = true;
    left -= bytes <= left ? bytes : 0;
  }
  return `${[...shown, ...(isCut ? [note] : [])].join('\n\n')}\n`;
}
