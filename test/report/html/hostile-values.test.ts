import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderHtml } from '../../../src/report/html/page.ts';
import type { Report } from '../../../src/report/report.generated.ts';
import { sampleRuns } from '../../fixtures/reports/sample-runs.ts';
import { elementsOf } from './elements-of.ts';
import { savedReport } from './saved-report.ts';

const attacks = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title></textarea>--><!--<![CDATA[',
  'javascript:alert(1)//&lt;b&gt;',
  '\u202eevil\u0000\u001b[31m\u2028\u2029\u0085',
  '${alert(1)} {{alert(1)}} {"text":"<b>"}',
].join('');

// What decides the shape of the page or has a pattern in the JSON Schema: no text of a user's.
const keptKeys = new Set(['verdict', 'status', 'kind', 'digest', 'expectedDigest', 'histogram', 'origin']);

// An enum of the JSON Schema, unlike the names of checks and events, which stay hostile.
const nameOfPhase = 'phases.[].name';

/** The report with the attacks in every text and every name of a table, event, column, setting or SQLSTATE. */
function poisoned(report: Report): Report {
  return poison(report) as Report;
}

function poison(value: unknown, named = false, path: readonly string[] = []): unknown {
  if (typeof value === 'string') return value + attacks;
  if (Array.isArray(value)) return value.map(each => poison(each, named, [...path, '[]']));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      named ? key + attacks : key,
      keptKeys.has(key) || [...path, key].join('.') === nameOfPhase
        ? each
        : poison(each, ['tables', 'byEvent', 'bySqlState', 'settings', 'rows', 'actual'].includes(key), [...path, key]),
    ]),
  );
}

for (const [name, report] of Object.entries(sampleRuns())) {
  test(`${name}: hostile values change no element and no attribute name of the page`, () => {
    const hostile = renderHtml(poisoned(report));
    const shape = (page: string): string[] =>
      elementsOf(page).map(each => `${each.name} ${[...each.attributes.keys()].join(' ')}`);
    const withoutBreaks = (page: string): string[] => shape(page).filter(each => !each.startsWith('wbr'));
    const known = new Set(withoutBreaks(renderHtml(report)));
    assert.deepEqual(
      withoutBreaks(hostile).filter(each => !known.has(each)),
      [],
    );
    assert.ok(hostile.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  });

  test(`${name}: the file that a hostile report's page offers is that report`, () => {
    const hostile = poisoned(report);
    assert.deepEqual(savedReport(renderHtml(hostile)), hostile);
  });

  test(`${name}: what would act on a reader's screen is shown as a sign`, () => {
    const page = renderHtml(poisoned(report)).replace(/<script[^]*?<\/script>/, '');
    // oxlint-disable-next-line eslint/no-control-regex
    assert.doesNotMatch(page, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    assert.ok(page.includes('⟨U+202E⟩evil␀␛[31m'));
  });
}
