const microsecondsPer = { us: 1, ms: 1_000, s: 1_000_000, m: 60_000_000, h: 3_600_000_000, d: 86_400_000_000 } as const;

/** What a user may write: `500ms`, `2s`, `1m30s`, `1.5h`, `7d`; `0` of any unit. */
export const durationPattern = /^(?:\d+(?:\.\d+)?(?:us|ms|s|m|h|d))+$/;

/**
 * Microseconds of a duration text, or undefined when it is not one or is longer than a safe integer.
 * A part's fraction is kept to the microsecond, rounded down.
 */
export function parseDurationUs(text: string): number | undefined {
  if (!durationPattern.test(text)) return undefined;
  let total = 0n;
  for (const [, whole, decimals = '', unit] of text.matchAll(/(\d+)(?:\.(\d+))?(us|ms|s|m|h|d)/g)) {
    // Whole numbers all the way: 1.001 s is 1 001 000 us, which a floating-point product misses by one.
    const units = BigInt(`${whole}${decimals}`) * BigInt(microsecondsPer[unit as keyof typeof microsecondsPer]);
    total += units / 10n ** BigInt(decimals.length);
  }
  return total <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(total) : undefined;
}

/** Seconds and larger as `1h 02m 03s`, below that with one decimal: for people, never parsed again. */
export function formatDurationMs(milliseconds: number): string {
  if (milliseconds < 1) return `${Math.round(milliseconds * 1_000)} us`;
  if (milliseconds < 999.95) return `${round1(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${round1(milliseconds / 1_000)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}h ${two(m)}m ${two(s)}s` : `${m}m ${two(s)}s`;
}

function round1(value: number): string {
  return String(Math.round(value * 10) / 10);
}
