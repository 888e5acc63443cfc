import type { Report, TableState } from '../../report.generated.ts';
import { identifier } from '../identifier.ts';
import { markup, type Content, type Markup } from '../markup.ts';
import { countOf, numberText } from '../number-text.ts';
import { emptyNote } from '../section.ts';
import { table } from '../table.ts';
import { outcomeMark } from '../verdict-mark.ts';
import { differencesTable } from './differences-table.ts';

/** Rows of each table before and after, and whether each is as plan and outcomes predict; then the first differences. */
export function stateSection({ state }: Report): Content {
  const tables = Object.entries(state.tables);
  return [
    state.status === 'notRun' &&
      emptyNote(`The rows were not compared with the prediction: ${state.why ?? 'no reason is given'}.`),
    tables.length > 0 && rowsTable(tables, state.status === 'checked'),
    tables.filter(([, each]) => each.differences > 0).map(([name, each]) => differencesTable(name, each)),
  ];
}

function rowsTable(tables: readonly (readonly [string, TableState])[], compared: boolean): Markup {
  const total = (of: (each: TableState) => number): number => tables.reduce((sum, [, each]) => sum + of(each), 0);
  const sum: TableState = {
    seeded: total(each => each.seeded),
    rows: total(each => each.rows),
    expectedRows: total(each => each.expectedRows),
    matches: tables.every(([, each]) => each.matches),
    differences: total(each => each.differences),
    firstDifferences: [],
  };
  const number = (heading: string, of: (each: TableState) => Content) => ({
    heading,
    number: true,
    cell: ([, each]: readonly [string, TableState]) => of(each),
  });
  return table(
    'Rows of each table after the seed phase and now, and the final state against the prediction',
    [
      { heading: 'Table', cell: ([name]) => identifier(name) },
      number('Seeded', each => numberText(each.seeded)),
      number('Now', each => numberText(each.rows)),
      number('Growth', growth),
      { heading: 'State', cell: ([, each]) => stateMark(each, compared) },
      ...(sum.rows === sum.expectedRows && sum.matches
        ? []
        : [number('Predicted', each => numberText(each.expectedRows))]),
    ],
    tables,
    { total: ['All tables', sum] },
  );
}

function growth(each: TableState): Content {
  const difference = each.rows - each.seeded;
  const share =
    each.seeded > 0 && difference !== 0 && `${numberText(Math.round((difference / each.seeded) * 1_000) / 10)}\u00a0%`;
  return markup`${difference > 0 && '+'}${numberText(difference)} <small>${share}</small>`;
}

function stateMark(each: TableState, compared: boolean): Markup {
  if (!compared) return outcomeMark('notRun', 'Not compared');
  return each.matches
    ? outcomeMark('passed', 'Matches')
    : outcomeMark('failed', countOf(each.differences, 'difference'));
}
