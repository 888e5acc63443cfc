/** Nothing to sort by goes last, numbers by size, other texts by letter. */
export type SortKey = number | string | null;

const factors: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5,
  d: 864e5,
  bytes: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};
const part = '\\d+(?:\\.\\d+)?(us|ms|s|m|h|d|bytes|[KMGT]iB)';

/** The key of a cell's text as the page writes numbers: `1 204`, `−3`, `12.5 ms`, `2m 05s`, `4.5 MiB`, `280/s`, `3 %`, `–`. */
export function sortKey(text: string): SortKey {
  const dense = text.replace(/\s/g, '').replace('−', '-').replace(/^\+/, '');
  if (dense === '' || dense === '–') return null;
  // A comparison's word for no difference.
  if (dense === '~') return 0;
  if (/^-?\d+(\.\d+)?(\/s|%)?$/.test(dense)) return Number.parseFloat(dense);
  const sign = dense.startsWith('-') ? -1 : 1;
  const size = dense.replace('-', '');
  if (!new RegExp(`^(?:${part})+$`).test(size)) return text.trim();
  const parts = [...size.matchAll(new RegExp(part, 'g'))];
  return sign * parts.reduce((sum, [whole, unit]) => sum + Number.parseFloat(whole) * factors[unit!]!, 0);
}

/** Negative where `a` stands before `b`; cells without a value stand last in either direction. */
export function compareKeys(a: SortKey, b: SortKey, direction: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return direction * (a - b);
  return direction * String(a).localeCompare(String(b), 'en', { numeric: true });
}
