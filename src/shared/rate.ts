import { fraction, type Fraction } from './fraction.ts';

const secondsPer = { s: 1, m: 60, h: 3_600 } as const;

/** What a user may write: `500/s`, `0.5/s`, `1k/s`, `15000/m`. */
export const ratePattern = /^\d{1,9}(?:\.\d{1,3})?k?\/[smh]$/;

/** Operations per second as an exact fraction, or undefined when the text is not a rate. */
export function parseRate(text: string): Fraction | undefined {
  if (!ratePattern.test(text)) return undefined;
  const [amount, unit] = text.split('/') as [string, keyof typeof secondsPer];
  const thousands = amount.endsWith('k') ? 1_000 : 1;
  const thousandths = Math.round(Number(amount.replace('k', '')) * 1_000);
  return fraction(thousandths * thousands, 1_000 * secondsPer[unit]);
}
