import type { JsonValue } from '../json-value.ts';

/** @throws RangeError for what is no whole number */
export function wholeNumber(value: JsonValue): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new RangeError('no whole number');
}

/** Text of an integer; -0 is not one. */
export function integerCell(value: JsonValue): string {
  return String(wholeNumber(value));
}
