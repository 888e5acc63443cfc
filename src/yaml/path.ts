/** Where a value is in a file's data: keys of maps and indices of lists, from the root. */
export type Path = readonly (string | number)[];

/** A path as people write it: `streamPhase.stages[0].rate`; keys that are no plain words as `events["a b"]`; the root is empty. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!/^[\p{L}\p{N}_$-]{1,80}$/u.test(step)) text += `[${JSON.stringify(shortened(step))}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

function shortened(key: string): string {
  return key.length > 80 ? `${key.slice(0, 79)}…` : key;
}
