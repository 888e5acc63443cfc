import { formatCount } from '../../shared/count.ts';

/** A number a second for people: `0.5`, `27.6`, `1 204`. */
export function rateText(perSecond: number): string {
  const decimals = perSecond < 10 ? 2 : perSecond < 100 ? 1 : 0;
  const rounded = Number(perSecond.toFixed(decimals));
  return Number.isInteger(rounded) ? formatCount(rounded) : String(rounded);
}
