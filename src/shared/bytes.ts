const units: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** Bytes of a size such as `2GiB` or `1.5 GB`, rounded down; undefined where it is none or beyond 2^53. */
export function parseBytes(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?(\w+)$/.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * (units[unit] ?? NaN));
  return number !== '' && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** For people: in the largest binary unit that leaves a whole part. */
export function formatBytes(bytes: number): string {
  const unit = ['TiB', 'GiB', 'MiB', 'KiB'].find(each => bytes >= units[each]!);
  return unit === undefined ? `${bytes} B` : `${(bytes / units[unit]!).toFixed(1)} ${unit}`;
}
