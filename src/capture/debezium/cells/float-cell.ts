import type { JsonValue } from '../json-value.ts';
import { shortestDigits } from './shortest-digits.ts';

/**
 * Canonical text of a float4 or float8: its shortest digits, as `extra_float_digits=1` prints them.
 * Source: PostgreSQL's d2s.c and f2s.c, which turn to an exponent below 1e-4 and from 1e15 (float4: 1e6) up.
 */
export function floatCell(value: JsonValue, type: 'float4' | 'float8'): string {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return value;
  if (typeof value !== 'number' && typeof value !== 'bigint') throw new RangeError('no floating-point number');
  const number = type === 'float4' ? Math.fround(Number(value)) : Number(value);
  if (!Number.isFinite(number)) throw new RangeError(`beyond a ${type}`);
  const sign = number < 0 || Object.is(number, -0) ? '-' : '';
  if (number === 0) return `${sign}0`;
  const { digits, exponent } = shortestDigits(Math.abs(number), type);
  const isPlain = exponent >= -4 && exponent < (type === 'float4' ? 6 : 15);
  return sign + (isPlain ? plain(digits, exponent) : scientific(digits, exponent));
}

function plain(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function scientific(digits: string, exponent: number): string {
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  return `${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${power}`;
}
