import type { CheckResult } from '../../report.generated.ts';
import { checkSlugs } from '../check-slugs.ts';
import { markup, type Content, type Markup } from '../markup.ts';
import { countOf, numberText } from '../number-text.ts';
import { emptyNote } from '../section.ts';
import { outcomeMark } from '../verdict-mark.ts';
import { checkDetails } from './check-details.ts';

interface Entry {
  readonly check: CheckResult;
  readonly slug: string;
}

/** More passed checks than this are folded away, so that they do not stand between the verdict and the numbers. */
const mostPassedShown = 5;

/** Checks, failed ones first, each with its query and the rows that offend it. */
export function checksTable(checks: readonly CheckResult[]): Content {
  if (checks.length === 0) return emptyNote('No check was run.');
  const slugs = checkSlugs(checks);
  const entries = checks.map((check, index) => ({ check, slug: slugs[index] ?? '' }));
  const failed = entries.filter(entry => !entry.check.passed);
  const passed = entries.filter(entry => entry.check.passed);
  const failedText = `${numberText(failed.length)} failed`;
  if (passed.length <= mostPassedShown) {
    const verdict = failed.length === 0 ? 'all passed' : failedText;
    return entriesTable(`${countOf(checks.length, 'check')}, ${verdict}`, [...failed, ...passed]);
  }
  const all = failed.length === 0 ? 'All ' : '';
  return [
    failed.length > 0 && entriesTable(`${countOf(checks.length, 'check')}, ${failedText}`, failed),
    // A browser unfolds it by itself when a link leads to one of the checks within.
    markup`<details class="folded"><summary>${outcomeMark('passed', `${all}${countOf(passed.length, 'check')} passed`)}</summary>
${entriesTable('Checks that passed', passed)}</details>
`,
  ];
}

function entriesTable(caption: string, entries: readonly Entry[]): Markup {
  return markup`<table class="checks">
<caption>${caption}</caption>
<thead><tr><th scope="col">Result</th><th scope="col">Check</th><th scope="col">Found</th></tr></thead>
${entries.map(checkRows)}</table>
`;
}

/** One check is a row group of two rows: the answer, and the query beneath it over the full width. */
function checkRows({ check, slug }: Entry): Markup {
  return markup`<tbody id="${slug}"><tr><td>${outcomeMark(check.passed ? 'passed' : 'failed')}</td>
<th scope="rowgroup"><a href="#${encodeURIComponent(slug)}">${check.name}</a><div class="note">${check.origin}, on ${check.on}</div></th>
<td>${check.actual ?? markup`<strong>no answer</strong>`}<div class="note">expected ${check.expected}</div></td></tr>
<tr><td colspan="3">${checkDetails(check)}</td></tr></tbody>
`;
}
