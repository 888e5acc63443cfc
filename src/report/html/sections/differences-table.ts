import type { StateDifference, TableState } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { table } from '../table.ts';
import { valueMark } from '../value.ts';

const kinds: Readonly<Record<StateDifference['kind'], string>> = {
  value: 'another value',
  missing: 'row is missing',
  unexpected: 'row should not be there',
  serverTime: 'time set by the server',
};

/** The first differences of a table, by row and column. */
export function differencesTable(name: string, each: TableState): Markup {
  const shown = each.firstDifferences.length;
  const caption =
    shown < each.differences
      ? `The first ${shown} of ${numberText(each.differences)} differences in ${name}`
      : `Differences in ${name}`;
  return table(
    caption,
    [
      { heading: 'Key', cell: each => valueMark(each.key) },
      { heading: 'Row', number: true, cell: each => (each.row === null ? 'not planned' : numberText(each.row)) },
      { heading: 'Difference', cell: each => kinds[each.kind] },
      { heading: 'Column', cell: each => each.column },
      { heading: 'Expected', cell: each => (each.column === null ? '' : valueMark(each.expected)) },
      { heading: 'Found', cell: each => (each.column === null ? '' : valueMark(each.actual)) },
    ],
    each.firstDifferences,
  );
}
