import { Bijection } from '../bijection.ts';
import type { Root } from '../random.ts';
import type { Generator } from './value-context.ts';

const federalUnits = 'AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO'.split(' ');

/** Brazilian physician numbers: six digits and the federal unit, `123456SP`, a bijection of the unique index. */
export function crm(root: Root): Generator {
  const numbers = new Bijection(root, federalUnits.length * 1_000_000);
  return ({ uniqueIndex }) => {
    const number = numbers.at(uniqueIndex);
    return `${String(number % 1_000_000).padStart(6, '0')}${federalUnits[Math.floor(number / 1_000_000)]!}`;
  };
}
