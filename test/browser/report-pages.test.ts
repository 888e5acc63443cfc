// Every kind of report in a real Chromium, in every setting. The screenshots are kept in reports/screenshots/ to be looked at.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { renderHtml } from '../../src/report/html/page.ts';
import { sampleRuns } from '../fixtures/reports/sample-runs.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { axeFaults } from './axe-faults.ts';
import { startChromium } from './chromium.ts';
import { layoutFaults, verdictPlace } from './layout-faults.ts';
import { realReport } from './real-report.ts';
import { settingName, settings, visit, visitUnderPolicy, type Setting } from './visit.ts';

const screenshots = 'reports/screenshots';
const folder = temporaryFolder();
/** Looked at in every setting; the other kinds of run in two. */
const pages = ['one-second', 'captured', 'six-hours', 'failed', 'lost-changes', 'real'];
const others = ['passed', 'busy', 'empty', 'incomplete'];
const twoSettings = settings.filter(
  ({ width, theme, script }) => (width === 360) === script && (theme === 'dark') === script,
);

let browser: Browser;

before(async () => {
  browser = await startChromium();
  mkdirSync(screenshots, { recursive: true });
  const reports = { ...sampleRuns(), real: await realReport() };
  for (const [name, report] of Object.entries(reports)) {
    const page = renderHtml(report);
    writeFileSync(join(folder, `${name}.html`), page);
    writeFileSync(join(folder, `${name}-bare.html`), page.replace(/<script>[^]*<\/script>/, ''));
  }
});
after(() => browser.close());

for (const name of [...pages, ...others]) {
  for (const setting of pages.includes(name) ? settings : twoSettings) {
    test(`${name}, ${settingName(setting)}: nothing amiss`, () => looksRight(name, setting));
  }
}

for (const width of [360, 1_440]) {
  test(`lost-changes, where style sheet and script are blocked, ${width} px: all of it can be read`, async () => {
    const page = await visitUnderPolicy(browser, join(folder, 'lost-changes.html'), width);
    await page.screenshot({ path: join(screenshots, `lost-changes-blocked-${width}.png`), fullPage: true });
    assert.equal(await page.locator('button').count(), 0);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).fontFamily.includes('system-ui')), false);
    // Wide tables cannot scroll by themselves there, so the page does.
    const faults = (await layoutFaults(page)).filter(each => !each.startsWith('the page is'));
    assert.deepEqual(faults, []);
    await page.close();
  });
}

async function looksRight(name: string, setting: Setting): Promise<void> {
  const { page, misdeeds, close } = await visit(browser, join(folder, `${name}.html`), setting);
  const file = `${name}-${setting.theme}-${setting.width}${setting.script ? '' : '-without-script'}.png`;
  await page.screenshot({ path: join(screenshots, file), fullPage: true });
  assert.deepEqual(await layoutFaults(page), []);
  const { word, finding } = await verdictPlace(page);
  assert.ok(word <= 400 && finding <= 400, `the verdict ends at ${word}, its sentence's first line at ${finding} px`);
  assert.equal((await page.locator('button').count()) > 0, setting.script);
  if (setting.script) assert.deepEqual(await axeFaults(page), []);
  assert.deepEqual(misdeeds, []);
  await close();
  if (!setting.script) await isAccessibleWithoutScript(name, setting);
}

/** axe waits by timers, which stand still where scripts are off: it looks at the page whose script is taken out instead. */
async function isAccessibleWithoutScript(name: string, setting: Setting): Promise<void> {
  const { page, close } = await visit(browser, join(folder, `${name}-bare.html`), { ...setting, script: true });
  assert.equal(await page.locator('button').count(), 0);
  assert.deepEqual(await axeFaults(page), []);
  await close();
}
