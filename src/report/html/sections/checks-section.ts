import type { CheckResult } from '../../report.generated.ts';
import { checkSlugs } from '../check-slugs.ts';
import { markup, type Content, type Markup } from '../markup.ts';
import { countOf } from '../number-text.ts';
import { emptyNote } from '../section.ts';
import { table, type Column } from '../table.ts';
import { valueMark } from '../value.ts';
import { outcomeMark } from '../verdict-mark.ts';

const mostRows = 20;

/** Checks, failed ones first, each with its query and the rows that offend it. */
export function checksTable(checks: readonly CheckResult[]): Markup {
  if (checks.length === 0) return emptyNote('No check was run.');
  const slugs = checkSlugs(checks);
  const entries = checks.map((check, index) => ({ check, slug: slugs[index] ?? '' }));
  const failedFirst = [...entries.filter(entry => !entry.check.passed), ...entries.filter(entry => entry.check.passed)];
  const failed = checks.filter(check => !check.passed).length;
  const caption =
    failed === 0
      ? `${countOf(checks.length, 'check')}, all passed`
      : `${countOf(checks.length, 'check')}, ${failed} failed`;
  return markup`<table class="checks">
<caption>${caption}</caption>
<thead><tr><th scope="col">Result</th><th scope="col">Check</th><th scope="col">Expected</th><th scope="col">Found</th></tr></thead>
${failedFirst.map(({ check, slug }) => checkRows(check, slug))}</table>
`;
}

/** One check is a row group of two rows: the answer, and the query beneath it over the full width. */
function checkRows(check: CheckResult, slug: string): Markup {
  return markup`<tbody id="${slug}"><tr><td>${outcomeMark(check.passed ? 'passed' : 'failed')}</td>
<th scope="rowgroup"><a href="#${encodeURIComponent(slug)}">${check.name}</a> <div class="note">${check.origin}, on ${check.on}</div></th>
<td>${check.expected}</td><td>${check.actual ?? markup`<strong>no answer</strong>`}</td></tr>
<tr><td colspan="4">${check.error !== null && markup`<p class="error">${check.error}</p>`}${details(check)}</td></tr></tbody>
`;
}

function details(check: CheckResult): Markup {
  const rows = check.rows.length === 0 ? '' : `, ${countOf(check.rows.length, 'offending row')}`;
  return markup`<details${!check.passed && markup` open`}><summary>Query${rows}</summary>
<pre tabindex="0"><code>${check.sql.replaceAll('\r\n', '\n')}</code></pre>
${check.rows.length > 0 && offendingRows(check)}</details>`;
}

function offendingRows(check: CheckResult): Content {
  const names = [...new Set(check.rows.flatMap(row => Object.keys(row)))];
  const columns = names.map((name): Column<CheckResult['rows'][number]> => ({
    heading: name,
    cell: row => valueMark(row[name] ?? null),
  }));
  const shown = check.rows.slice(0, mostRows);
  const whole = shown.length === check.rows.length;
  return table(
    whole ? 'Offending rows' : `The first ${mostRows} of ${check.rows.length} offending rows`,
    columns,
    shown,
  );
}
