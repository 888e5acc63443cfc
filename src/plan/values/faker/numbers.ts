import { powerOfTen } from '../../../shared/power-of-ten.ts';
import type { Draw } from '../../random.ts';
import type { Maker } from './maker.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** `{"min": 1, "max": 6}` and a few keys more; undefined where the arguments hold anything else. */
function rangeOf(args: readonly unknown[], more: readonly string[]): (Range & Record<string, number>) | undefined {
  const [given] = args;
  if (args.length !== 1 || given === null || typeof given !== 'object') return undefined;
  const entries = Object.entries(given);
  const isKnown = entries.every(([key, value]) => ['min', 'max', ...more].includes(key) && Number.isSafeInteger(value));
  const range = given as Range & Record<string, number>;
  return isKnown && range.min < range.max ? range : undefined;
}

/** faker: `number.int` with both ends given. */
export function wholeNumber(args: readonly unknown[]): Maker | undefined {
  const range = rangeOf(args, []);
  if (range === undefined) return undefined;
  const drawn = between(range.min, range.max);
  return draw => String(drawn(draw));
}

/** faker: `number.float` with both ends and the number of decimals given. */
export function decimalNumber(args: readonly unknown[]): Maker | undefined {
  const range = rangeOf(args, ['fractionDigits']);
  const digits = range?.['fractionDigits'];
  if (range === undefined || digits === undefined || digits < 0 || digits > 9) return undefined;
  const factor = powerOfTen(digits);
  const drawn = between(range.min * factor, range.max * factor);
  return draw => String(drawn(draw) / factor);
}

function between(min: number, max: number): (draw: Draw) => number {
  const values = max - min + 1;
  // Written as faker writes it: in another order the last bit of a large range would be another one.
  return draw => Math.floor(draw.fraction() * values + min);
}
