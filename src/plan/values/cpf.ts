import { Bijection } from '../bijection.ts';
import type { Root } from '../random.ts';
import type { Generator } from './value-context.ts';

const repeatedDigitBases = 10;

/**
 * Brazilian person numbers, `123.456.789-09`: nine digits that are a bijection of the unique index, and two check digits
 * (modulus 11). The ten numbers of one repeated digit satisfy the check but are never issued, so they are left out.
 */
export function cpf(root: Root): Generator {
  const bases = new Bijection(root, 1_000_000_000 - repeatedDigitBases);
  return ({ uniqueIndex }) => formatCpf(skipRepeatedDigits(bases.at(uniqueIndex)));
}

/** The value-th nine-digit number that is not one digit nine times. */
function skipRepeatedDigits(value: number): number {
  for (let digit = 0; digit < repeatedDigitBases; digit++) if (value >= digit * 111_111_111) value++;
  return value;
}

function formatCpf(base: number): string {
  const first = checkDigit(base);
  const second = checkDigit(base * 10 + first);
  const text = String(base).padStart(9, '0');
  return `${text.slice(0, 3)}.${text.slice(3, 6)}.${text.slice(6, 9)}-${first}${second}`;
}

/** Weights 2, 3, 4 ... from the right, sum modulo 11; 10 counts as 0. */
function checkDigit(digits: number): number {
  let sum = 0;
  for (let rest = digits, weight = 2; rest > 0; rest = Math.floor(rest / 10), weight++) sum += (rest % 10) * weight;
  return ((sum * 10) % 11) % 10;
}
