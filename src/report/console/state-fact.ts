import { formatCount } from '../../shared/count.ts';
import type { Report, StateDifference } from '../report.generated.ts';
import type { Fact, FactLine } from './fact-lines.ts';

/** How many differences are shown. */
export const mostShown = 5;
const longestValue = 60;

/** Whether every row is as predicted, or the first differences by table, row and column. */
export function stateFact({ state }: { readonly state: Pick<Report['state'], 'matches' | 'why' | 'tables'> }): Fact {
  const label = 'State';
  if (state.matches === null)
    return { label, lines: [{ text: `not compared: ${state.why ?? 'no reason is given'}`, tone: 'caution' }] };
  if (state.matches) return { label, lines: [{ text: 'every row is as predicted', tone: 'good' }] };
  const tables = Object.entries(state.tables);
  const total = tables.reduce((sum, [, table]) => sum + table.differences, 0);
  const named = tables.flatMap(([name, table]) =>
    table.firstDifferences.map(difference => differenceText(name, difference)),
  );
  const shown: FactLine[] = named.slice(0, mostShown).map(text => ({ text, tone: 'bad' }));
  const rest = total - shown.length;
  return {
    label,
    lines: [
      { text: `differs from the prediction in ${formatCount(total)} ${total === 1 ? 'place' : 'places'}`, tone: 'bad' },
      ...shown,
      ...(rest > 0 ? [{ text: `and ${formatCount(rest)} more` }] : []),
    ],
  };
}

/** One difference, such as `orders row 7, note: expected "Rotina", found NULL`. */
export function differenceText(table: string, { kind, row, key, column, expected, actual }: StateDifference): string {
  const where = `${table} ${row === null ? `key ${key}` : `row ${row}`}`;
  if (kind === 'missing') return `${where}: the row is missing`;
  if (kind === 'unexpected') return `${where}: the row should not be there`;
  const what = `expected ${quoted(expected)}, found ${quoted(actual)}`;
  return `${where}${column === null ? '' : `, ${column}`}: ${what}`;
}

/** In quotation marks, so that the text NULL and spaces at the ends are seen; long ones cut. */
function quoted(value: string | null): string {
  if (value === null) return 'NULL';
  return value.length > longestValue ? `"${value.slice(0, longestValue)}" ...` : `"${value}"`;
}
