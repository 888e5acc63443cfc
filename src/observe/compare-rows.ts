import type { Hash } from 'node:crypto';
import type { Table } from '../model/model.ts';
import type { StateDifference, TableState } from '../report/report.generated.ts';
import type { TableSides } from './state-check.ts';

const differencesKept = 20;

/** A predicted row in the server's texts. */
export interface ExpectedTexts {
  readonly rowNumber: number;
  readonly values: readonly (string | null)[];
  readonly updatedLater: boolean;
}

/** A row of the database. */
export interface ActualRow {
  /** Undefined for a row whose key no plan makes. */
  readonly rowNumber: number | undefined;
  readonly values: readonly (string | null)[];
  /** Whether the server's time of change lies after that of creation; undefined where the table has no such columns. */
  readonly changedLater: boolean | undefined;
}

/** Walks both sides in step and names each difference: row missing, row unexpected, value, time of change. */
export async function compareRows(
  table: Table,
  sides: TableSides,
  hashes: { actual: Hash; expected: Hash },
): Promise<Omit<TableState, 'seeded'>> {
  const found = new Differences(table);
  const expected = sides.expected[Symbol.asyncIterator]();
  let next = await expected.next();
  let [rows, expectedRows] = [0, 0];
  const passExpected = async (): Promise<void> => {
    if (next.done === true) return;
    hashes.expected.update(rowLine(next.value.values));
    expectedRows += 1;
    next = await expected.next();
  };
  const foreign: ActualRow[] = [];
  for await (const actual of sides.actual) {
    rows += 1;
    const number = actual.rowNumber ?? Infinity;
    while (next.done !== true && next.value.rowNumber < number) {
      found.missing(next.value);
      await passExpected();
    }
    if (next.done === true || next.value.rowNumber > number) {
      foreign.push(actual);
      found.unexpected(actual);
      continue;
    }
    hashes.actual.update(rowLine(actual.values));
    found.compare(next.value, actual);
    await passExpected();
  }
  while (next.done !== true) {
    found.missing(next.value);
    await passExpected();
  }
  for (const row of inKeyOrder(foreign)) hashes.actual.update(rowLine(row.values));
  const { count, first } = found;
  return { rows, expectedRows, matches: count === 0, differences: count, firstDifferences: first };
}

/** Rows that should not be there follow by the text of their key in C order; those without a row number come so already. */
function inKeyOrder(foreign: readonly ActualRow[]): ActualRow[] {
  const numbered = foreign.filter(({ rowNumber }) => rowNumber !== undefined);
  const text = ({ rowNumber }: ActualRow): string => String(rowNumber);
  numbered.sort((a, b) => (text(a) < text(b) ? -1 : 1));
  return [...numbered, ...foreign.filter(({ rowNumber }) => rowNumber === undefined)];
}

/** `length:text` of each value, `-` for NULL, so that no two rows have one line. */
function rowLine(values: readonly (string | null)[]): string {
  let line = '';
  for (const value of values) line += value === null ? '- ' : `${value.length}:${value} `;
  return `${line}\n`;
}

class Differences {
  count = 0;
  readonly first: StateDifference[] = [];
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  missing({ rowNumber, values }: ExpectedTexts): void {
    this.add({
      kind: 'missing',
      row: rowNumber,
      key: this.key(values),
      column: null,
      expected: 'a row',
      actual: 'no row',
    });
  }

  unexpected({ rowNumber, values }: ActualRow): void {
    const row = rowNumber ?? null;
    this.add({ kind: 'unexpected', row, key: this.key(values), column: null, expected: 'no row', actual: 'a row' });
  }

  compare(expected: ExpectedTexts, actual: ActualRow): void {
    const place = { row: expected.rowNumber, key: this.key(expected.values) };
    for (const { index, name } of this.table.columns) {
      const [wanted, found] = [expected.values[index] ?? null, actual.values[index] ?? null];
      if (wanted !== found) this.add({ kind: 'value', ...place, column: name, expected: wanted, actual: found });
    }
    if (actual.changedLater === undefined || actual.changedLater === expected.updatedLater) return;
    const [created, updated] = this.table.serverColumns;
    const say = (later: boolean): string => (later ? `later than ${created}` : `equal to ${created}`);
    const times = { expected: say(expected.updatedLater), actual: say(actual.changedLater) };
    this.add({ kind: 'serverTime', ...place, column: updated ?? null, ...times });
  }

  private key(values: readonly (string | null)[]): string {
    return this.table.key.columns.map(column => values[column] ?? 'NULL').join(', ');
  }

  private add(difference: StateDifference): void {
    this.count += 1;
    if (this.first.length < differencesKept) this.first.push(difference);
  }
}
