import { isObject, type JsonValue } from '../json-value.ts';
import { base64Bytes } from './binary-cell.ts';
import type { FieldSchema } from './field-schema.ts';
import { semanticType } from './semantic-type.ts';
import { wholeNumber } from './whole-number.ts';

/** How Debezium spells what is no number under `decimal.handling.mode=string`, and JSON's writer under `double`. */
const special = new Map([
  ['NAN', 'NaN'],
  ['NaN', 'NaN'],
  ['POSITIVE_INFINITY', 'Infinity'],
  ['Infinity', 'Infinity'],
  ['NEGATIVE_INFINITY', '-Infinity'],
  ['-Infinity', '-Infinity'],
]);

/**
 * Canonical text of a numeric.
 * @param columnScale scale of the column's type, which a double is padded to; undefined for any scale
 */
export function decimalCell(value: JsonValue, schema: FieldSchema, columnScale: number | undefined): string {
  if (schema.name === semanticType.variableScaleDecimal) return variableScale(value);
  if (schema.name === semanticType.decimal) {
    if (schema.scale === undefined) throw new RangeError('a Decimal whose schema has no scale');
    return unscaledText(bigEndian(value), schema.scale);
  }
  if (typeof value === 'string') return special.get(value) ?? plainDecimal(value, undefined);
  if (typeof value === 'number' || typeof value === 'bigint') return plainDecimal(numberText(value), columnScale ?? 0);
  throw new RangeError('no decimal');
}

/** Canonical text of a money value under lc_monetary=C, from a decimal's: `-$1,234.56`. */
export function moneyText(decimal: string): string {
  const [, sign, whole, rest] = /^(-?)(\d+)((?:\.\d+)?)$/.exec(decimal) ?? [];
  if (whole === undefined) throw new RangeError('no amount of money');
  return `${sign}$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
}

function variableScale(value: JsonValue): string {
  if (!isObject(value)) throw new RangeError('no VariableScaleDecimal');
  const scale = Number(wholeNumber(value['scale'] ?? null));
  return unscaledText(bigEndian(value['value'] ?? null), scale);
}

/** A two's complement number of any length, in base64. */
function bigEndian(value: JsonValue): bigint {
  const bytes = base64Bytes(value);
  if (bytes.length === 0) throw new RangeError('a number without bytes');
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`));
}

function unscaledText(unscaled: bigint, scale: number): string {
  if (Math.abs(scale) > 16_383) throw new RangeError('a scale beyond what PostgreSQL holds');
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const digits = String(unscaled < 0 ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${unscaled < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A double's shortest digits; JSON may have it as a whole number beyond 2^53, which is no more exact for that. */
function numberText(value: number | bigint): string {
  const number = Number(value);
  return Object.is(number, -0) ? '0' : String(number);
}

/** A decimal text without its exponent, at least `scale` digits behind the point. */
function plainDecimal(text: string, scale: number | undefined): string {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,5}))?$/.exec(text);
  if (match === null) throw new RangeError('no decimal');
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const ownScale = fraction.length - Number(exponent);
  const unscaled = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const missing = Math.max(0, (scale ?? 0) - ownScale);
  return unscaledText(unscaled * 10n ** BigInt(missing), ownScale + missing);
}
