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
  const digits = Array.from(String(base).padStart(9, '0'), Number);
  digits.push(checkDigit(digits));
  digits.push(checkDigit(digits));
  const text = digits.join('');
  return `${text.slice(0, 3)}.${text.slice(3, 6)}.${text.slice(6, 9)}-${text.slice(9)}`;
}

/** Weights 2, 3, 4 ... from the right, sum modulo 11; 10 counts as 0. */
function checkDigit(digits: readonly number[]): number {
  const sum = digits.reduce((total, digit, index) => total + digit * (digits.length + 1 - index), 0);
  return ((sum * 10) % 11) % 10;
}
