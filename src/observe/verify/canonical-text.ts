import { canonicalJsonb } from './canonical-jsonb.ts';

/** A column of which the plan's texts are not yet the server's. Plain data: it crosses to another thread. */
export interface CanonicalColumn {
  readonly table: string;
  readonly column: string;
  /** Name in pg_type. */
  readonly type: string;
  /** pg_attribute.atttypmod. */
  readonly modifier: number;
}

/**
 * Makes the text that the server prints of a value of a type (design §5.6), for the types of which that is plainly known. What
 * comes out for others is the text as it is: whoever uses this proves it on samples first.
 */
export function canonicalText({ type, modifier }: CanonicalColumn): (text: string) => string {
  switch (type) {
    case 'numeric':
      return modifier < 0 ? same : text => decimalOf(text, (modifier - 4) & 0x7ff);
    case 'int2':
    case 'int4':
    case 'int8':
      return text => (/^[+-]?\d+$/.test(text) ? String(BigInt(text)) : text);
    case 'float4':
    case 'float8':
      return text => String(Number(text));
    case 'bool':
      return text => ({ true: 't', false: 'f' })[text] ?? text;
    case 'uuid':
      return text => text.toLowerCase();
    case 'date':
      return text => text.slice(0, 10);
    case 'timestamp':
      return withTime;
    case 'timestamptz':
      return text => `${withTime(text)}+00`;
    case 'bpchar':
      return text => text + ' '.repeat(Math.max(0, modifier - 4 - Array.from(text).length));
    case 'jsonb':
      return canonicalJsonb;
    default:
      return same;
  }
}

const same = (text: string): string => text;

function withTime(text: string): string {
  return text.length === 10 ? `${text} 00:00:00` : text;
}

/** Rounded half away from zero, as numeric does, with all its decimals. */
function decimalOf(text: string, scale: number): string {
  const [, sign = '', whole = '', decimals = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return text;
  const kept = BigInt(whole + decimals.slice(0, scale).padEnd(scale, '0'));
  const digits = String(kept + (Number(decimals[scale] ?? '0') >= 5 ? 1n : 0n)).padStart(scale + 1, '0');
  const isZero = /^0+$/.test(digits);
  const shown = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return sign === '-' && !isZero ? `-${shown}` : shown;
}
