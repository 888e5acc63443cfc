import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderHtml } from '../../../src/report/html/page.ts';
import { poisoned } from '../../fixtures/reports/poisoned.ts';
import { sampleRuns } from '../../fixtures/reports/sample-runs.ts';
import { elementsOf } from './elements-of.ts';
import { savedReport } from './saved-report.ts';

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
