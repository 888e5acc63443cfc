/** FNV-1a over UTF-16 code units, 32 bits, unsigned, to be continued with more texts; NULL differs from every text. */
export function hashText(hash: number, text: string | null | undefined): number {
  if (text === null || text === undefined) return Math.imul(hash ^ 0x1_0001, 0x0100_0193) >>> 0;
  let mixed = hash;
  for (let at = 0; at < text.length; at++) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x0100_0193);
  return Math.imul(mixed ^ 0x1_0002, 0x0100_0193) >>> 0;
}

export const hashBasis = 0x811c_9dc5;

/** Never 0, which stands for "not known" where hashes are kept. */
export function knownHash(hash: number): number {
  return hash === 0 ? 1 : hash;
}
