import { formatCount } from '../shared/count.ts';
import type { TableState } from './report.generated.ts';

/** How many differences a table has, and the first of them, such as `orders differs in 1 place: orders 7, note: ...`. */
export function differenceReason(name: string, { differences, firstDifferences }: TableState): string {
  const first = firstDifferences[0];
  const example =
    first === undefined
      ? ''
      : `: ${name} ${first.key}${first.column === null ? '' : `, ${first.column}`}: expected ${first.expected ?? 'NULL'}, found ${first.actual ?? 'NULL'}`;
  return `${name} differs in ${formatCount(differences)} place${differences === 1 ? '' : 's'}${example}`;
}
