import { Bijection } from '../bijection.ts';
import type { Root } from '../random.ts';
import type { Generator } from './value-context.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const characters = `0123456789${letters}`;

/**
 * Brazilian company numbers, `12.345.678/0001-95`, and for a share of them the alphanumeric form in force since July 2026
 * (IN RFB 2.229/2024), `12.ABC.345/01DE-35`: twelve characters and two numeric check digits.
 *
 * The eight characters of the root are unique: all digits from one bijection, or a letter, five characters from another
 * bijection and two drawn ones. A root with a letter is never one without.
 */
export function cnpj(root: Root, alphanumeric: number): Generator {
  const numericRoots = new Bijection(root, 99_999_999);
  const letteredRoots = new Bijection(root, 26 * 60_466_176);
  return ({ uniqueIndex, draw }) => {
    if (!draw.chance(alphanumeric))
      return formatCnpj(`${String(numericRoots.at(uniqueIndex) + 1).padStart(8, '0')}0001`);
    const drawn = Array.from({ length: 5 }, () => characters[draw.below(36)]!).join('');
    return formatCnpj(`${letteredRoot(letteredRoots.at(uniqueIndex))}${drawn.slice(0, 2)}0${drawn.slice(2)}`);
  };
}

function letteredRoot(value: number): string {
  let rest = value;
  let text = '';
  for (let place = 0; place < 5; place++) {
    text = characters[rest % 36]! + text;
    rest = Math.floor(rest / 36);
  }
  return letters[rest]! + text;
}

/** `12ABC34501DE` with its check digits and separators: `12.ABC.345/01DE-35`. */
export function formatCnpj(base: string): string {
  const first = checkDigit(base);
  const text = `${base}${first}${checkDigit(base + String(first))}`;
  return `${text.slice(0, 2)}.${text.slice(2, 5)}.${text.slice(5, 8)}/${text.slice(8, 12)}-${text.slice(12)}`;
}

/** Character codes minus 48, weights 2 to 9 over and over from the right, modulus 11; a rest of 0 or 1 gives 0. */
function checkDigit(base: string): number {
  let sum = 0;
  for (let place = 0; place < base.length; place++) {
    sum += (base.charCodeAt(base.length - 1 - place) - 48) * (2 + (place % 8));
  }
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
