import { parseExpression } from '../shared/expression.ts';
import { messageOf } from '../shared/errors.ts';
import type { CheckResult } from '../report/report.generated.ts';
import type { Check } from '../scenario/scenario.ts';

/** The first rows of a query as texts, run read-only with a time limit. What checks need of a database. */
export type ReadOnlyQuery = (sql: string) => Promise<Record<string, string | null>[]>;

const rowsKept = 20;

/**
 * Runs checks one after the other; a check that cannot be answered fails and says why.
 * @param places where to ask, by name
 * @returns results, and the places that checks name and that cannot be asked
 */
export async function runChecks(
  checks: readonly Check[],
  places: ReadonlyMap<string, ReadOnlyQuery>,
): Promise<{ results: CheckResult[]; notAsked: string[] }> {
  const results: CheckResult[] = [];
  const notAsked = new Set<string>();
  for (const check of checks) {
    for (const on of check.on) {
      const query = places.get(on);
      if (query === undefined) notAsked.add(on);
      else results.push(await runCheck(check, on, query));
    }
  }
  return { results, notAsked: [...notAsked] };
}

async function runCheck(check: Check, on: string, query: ReadOnlyQuery): Promise<CheckResult> {
  const expected = check.expect === 'noRows' ? 'no rows' : `one value ${check.is}`;
  const common = { name: check.name, origin: check.origin, on, sql: check.sql, expected };
  try {
    const rows = await query(check.sql);
    return { ...common, ...(check.expect === 'noRows' ? judgeNoRows(rows) : judgeValue(rows, check.is)), error: null };
  } catch (error) {
    return { ...common, actual: null, passed: false, error: messageOf(error), rows: [] };
  }
}

type Judged = Pick<CheckResult, 'actual' | 'passed' | 'rows'>;

function judgeNoRows(rows: Record<string, string | null>[]): Judged {
  const count = rows.length > rowsKept ? `more than ${rowsKept} rows` : counted(rows.length, 'row');
  return { actual: rows.length === 0 ? 'no rows' : count, passed: rows.length === 0, rows: rows.slice(0, rowsKept) };
}

/** @throws Error when the answer is not one value */
function judgeValue(rows: Record<string, string | null>[], is: string): Judged {
  const values = rows.flatMap(row => Object.values(row));
  const [value] = values;
  if (value === undefined || values.length > 1) {
    const columns = Object.keys(rows[0] ?? {}).length;
    const found = columns === 0 ? 'none' : `${counted(rows.length, 'row')} with ${counted(columns, 'column')}`;
    throw new Error(`one row with one column was expected, not ${found}`);
  }
  if (value === null) throw new Error('the value is NULL');
  const isNumber = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value);
  const passed = parseExpression(`value ${is}`).evaluate(() => (isNumber ? Number(value) : value));
  return { actual: value, passed, rows: passed ? [] : rows };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
