import type { CheckResult } from '../../report.generated.ts';
import { markup, type Content } from '../markup.ts';
import { countOf, numberText } from '../number-text.ts';
import { table, type Column } from '../table.ts';
import { valueMark } from '../value.ts';

const mostRows = 20;

/** Why a check has no answer, its query, and the first offending rows: open where it failed. */
export function checkDetails(check: CheckResult): Content {
  const rows = check.rows.length === 0 ? '' : `, ${countOf(check.rows.length, 'offending row')}`;
  return [
    check.error !== null && markup`<p class="error">${check.error}</p>`,
    markup`<details${!check.passed && markup` open`}><summary>Query${rows}</summary>
<pre tabindex="0"><code>${check.sql.replaceAll('\r\n', '\n')}</code></pre>
${check.rows.length > 0 && offendingRows(check)}</details>`,
  ];
}

function offendingRows(check: CheckResult): Content {
  const names = [...new Set(check.rows.flatMap(row => Object.keys(row)))];
  const columns = names.map((name): Column<CheckResult['rows'][number]> => ({
    heading: name,
    cell: row => valueMark(row[name] ?? null),
  }));
  const shown = check.rows.slice(0, mostRows);
  const whole = shown.length === check.rows.length;
  const caption = whole ? 'Offending rows' : `The first ${mostRows} of ${numberText(check.rows.length)} offending rows`;
  return table(caption, columns, shown);
}
