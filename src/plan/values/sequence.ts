import { powerOfTen } from '../../shared/power-of-ten.ts';
import { Bijection } from '../bijection.ts';
import type { Root } from '../random.ts';
import type { Generator } from './value-context.ts';

/** Text around a number of fixed width that no other value of the column has: `SKU-00481516`. */
export function sequence(root: Root, before: string, digits: number, after: string): Generator {
  const numbers = new Bijection(root, powerOfTen(digits));
  return ({ uniqueIndex }) => `${before}${String(numbers.at(uniqueIndex)).padStart(digits, '0')}${after}`;
}
