/**
 * One anchor for each check, in the given order: the name in lower case without accents, words joined by `-`. A name
 * that comes again (the same check on a replica) gets `-2`, `-3`, so that links keep pointing at the first.
 */
export function checkSlugs(checks: readonly { readonly name: string }[]): string[] {
  const used = new Set<string>();
  return checks.map(({ name }) => {
    const base = `check-${slug(name)}`;
    let candidate = base;
    for (let again = 2; used.has(candidate); again++) candidate = `${base}-${again}`;
    used.add(candidate);
    return candidate;
  });
}

function slug(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'unnamed';
}
