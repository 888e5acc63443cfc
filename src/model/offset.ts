const secondsPer = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_536_000 } as const;

/** Seconds of `-180d`, `+1h`, `72h` ...; a year is 365 days. The schema has seen to the form. */
export function offsetSeconds(text: string): number {
  return Number(text.slice(0, -1)) * secondsPer[text.at(-1) as keyof typeof secondsPer];
}

/** Both ends of `1h..72h` in seconds. */
export function spanSeconds(text: string): { from: number; to: number } {
  const [from, to] = text.split('..') as [string, string];
  return { from: offsetSeconds(from), to: offsetSeconds(to) };
}

/** Hundredths of a percent of `30%` or `0.5%`. */
export function percentShare(text: string): number {
  return Math.round(Number(text.slice(0, -1)) * 100);
}
