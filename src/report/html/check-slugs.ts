/** One anchor for each check, in the given order, such as `check-orders-without-customer`. */
export function checkSlugs(checks: readonly { readonly name: string }[]): string[] {
  return slugs(
    'check',
    checks.map(({ name }) => name),
  );
}

/** One anchor for each threshold, in the given order, such as `threshold-streamphase-latencyms-p99-250`. */
export function thresholdSlugs(thresholds: readonly { readonly expression: string }[]): string[] {
  return slugs(
    'threshold',
    thresholds.map(({ expression }) => expression),
  );
}

/**
 * The names in lower case without accents, words joined by `-`. A name that comes again (the same check on a replica)
 * gets `-2`, `-3`, so that links keep pointing at the first.
 */
function slugs(kind: string, names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map(name => {
    const base = `${kind}-${slug(name)}`;
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
