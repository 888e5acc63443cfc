// Every kind of report in a real Chromium, in every setting. The screenshots are kept in reports/screenshots/ to be looked at.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { renderHtml } from '../../src/report/html/page.ts';
import { sampleRuns } from '../fixtures/reports/sample-runs.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { startChromium } from './chromium.ts';
import { keepScreenshot } from './keep-screenshot.ts';
import { layoutFaults } from './layout-faults.ts';
import { looksRight } from './looks-right.ts';
import { realReport } from './real-report.ts';
import { settingName, settings, twoSettings, visitUnderPolicy } from './visit.ts';

const folder = temporaryFolder();
/** Looked at in every setting; the other kinds of run in two. */
const pages = ['one-second', 'captured', 'six-hours', 'failed', 'lost-changes', 'real'];
const others = ['passed', 'busy', 'empty', 'incomplete'];

let browser: Browser;

before(async () => {
  browser = await startChromium();
  const reports = { ...sampleRuns(), real: await realReport() };
  for (const [name, report] of Object.entries(reports)) {
    writeFileSync(join(folder, `${name}.html`), renderHtml(report));
  }
});
after(() => browser.close());

for (const name of [...pages, ...others]) {
  for (const setting of pages.includes(name) ? settings : twoSettings) {
    test(`${name}, ${settingName(setting)}: nothing amiss`, () =>
      looksRight(browser, join(folder, `${name}.html`), setting));
  }
}

for (const width of [360, 1_440]) {
  test(`lost-changes, where style sheet and script are blocked, ${width} px: all of it can be read`, async () => {
    const page = await visitUnderPolicy(browser, join(folder, 'lost-changes.html'), width);
    await keepScreenshot(page, `lost-changes-blocked-${width}`);
    assert.equal(await page.locator('button').count(), 0);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).fontFamily.includes('system-ui')), false);
    // Wide tables cannot scroll by themselves there, so the page does.
    const faults = (await layoutFaults(page)).filter(each => !each.startsWith('the page is'));
    assert.deepEqual(faults, []);
    await page.close();
  });
}
