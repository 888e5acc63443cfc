// Every kind of comparison in a real Chromium, as report-pages.test.ts has it for runs.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Comparison } from '../../src/compare/comparison.generated.ts';
import { renderComparisonHtml } from '../../src/compare/html/comparison-page.ts';
import { compared, sideOf } from '../compare/build-sides.ts';
import { heavyRuns } from '../compare/html/heavy-runs.ts';
import { toldComparisons } from '../compare/reporters/told-comparisons.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { startChromium } from './chromium.ts';
import { keepScreenshot } from './keep-screenshot.ts';
import { layoutFaults } from './layout-faults.ts';
import { looksRight } from './looks-right.ts';
import { settingName, settings, twoSettings, visit, visitUnderPolicy } from './visit.ts';

const folder = temporaryFolder();
const fileOf = (name: string): string => join(folder, `compared-${name}.html`);
/** Looked at in every setting; the other kinds of comparison in two. */
const pages = ['failed', 'tenRuns'];
const others = ['passed', 'manyFailed', 'better', 'suspect', 'limited', 'hostile'];
const desk = { width: 1_440, theme: 'light', script: true } as const;
let browser: Browser;

/** With names of connectors that are as long as they are in life. */
function comparisons(): Record<string, Comparison> {
  const told = toldComparisons();
  const { manyFailed } = told;
  const { base, candidate } = manyFailed!.sides;
  const sides = {
    base: { ...base, name: 'debezium-server-2.7.4.Final' },
    candidate: { ...candidate, name: 'debezium-server-3.6.0.Final' },
  };
  const tenRuns = compared(sideOf('debezium-2.7', heavyRuns(1)), sideOf('debezium-3.6', heavyRuns(2)));
  return { ...told, manyFailed: { ...manyFailed!, sides }, tenRuns };
}

before(async () => {
  browser = await startChromium();
  for (const [name, each] of Object.entries(comparisons())) writeFileSync(fileOf(name), renderComparisonHtml(each));
});
after(() => browser.close());

for (const name of [...pages, ...others]) {
  for (const setting of pages.includes(name) ? settings : twoSettings) {
    test(`${name}, ${settingName(setting)}: nothing amiss`, () => looksRight(browser, fileOf(name), setting));
  }
}

for (const width of [360, 1_440]) {
  test(`failed, where style sheet and script are blocked, ${width} px: all of it can be read`, async () => {
    const page = await visitUnderPolicy(browser, fileOf('failed'), width);
    await keepScreenshot(page, `compared-failed-blocked-${width}`);
    assert.equal(await page.locator('button').count(), 0);
    // Wide tables cannot scroll by themselves there, so the page does.
    const faults = (await layoutFaults(page)).filter(each => !each.startsWith('the page is'));
    assert.deepEqual(faults, []);
    await page.close();
  });
}

test('a press on a heading sorts the metrics by name or by number, and back', () =>
  onPage('failed', async page => {
    const rows = page.locator('.metrics tbody tr');
    const names = (): Promise<string[]> => rows.locator('> :first-child').allTextContents();
    const written = await names();
    const heading = page.locator('.metrics thead th', { hasText: 'Metric' });
    await heading.getByRole('button').click();
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    const first = (await names()).map(name => name.slice(0, 7));
    const texts = ['drain', 'lag p50', 'lag p95', 'lag p99', 'latency', 'latency', 'latency', 'missing', 'through'];
    assert.deepEqual(first, texts);
    const difference = page.locator('.metrics thead th', { hasText: 'Difference' });
    await difference.getByRole('button').click();
    const shifts = await rows.locator('> :nth-child(5)').allTextContents();
    const percents = shifts.flatMap(text => (text.endsWith('%') ? [Number.parseFloat(text.replace('−', '-'))] : []));
    assert.ok(percents.length >= 4, shifts.join());
    assert.deepEqual(percents, percents.toSorted((a, b) => a - b)); // prettier-ignore
    await difference.getByRole('button').click();
    await difference.getByRole('button').click();
    assert.deepEqual(await names(), written);
  }));

test('the pointer over a chart tells both sides; a drag zooms all charts over time', () =>
  onPage('tenRuns', async page => {
    const layer = page.locator('#throughput .layer');
    await layer.hover({ position: { x: 300, y: 50 } });
    const told = await page.locator('#throughput .readout > *').allTextContents();
    assert.deepEqual(
      told.slice(1).map(text => text.split(':')[0]),
      ['debezium-2.7', 'debezium-3.6'],
    );
    const { x, y, width } = (await layer.boundingBox())!;
    await page.mouse.move(x + width * 0.3, y + 40);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.5, y + 60);
    await page.mouse.up();
    const viewBox = (id: string): Promise<string | null> => page.locator(`#${id} svg.plot`).getAttribute('viewBox');
    const [left, , across] = (await viewBox('throughput'))!.split(' ').map(Number);
    assert.ok(Math.abs(left! - 300) < 10 && Math.abs(across! - 200) < 10, `${left} ${across}`);
    assert.equal(await viewBox('latency-p99'), await viewBox('throughput'));
    await page.mouse.move(5, 5);
    assert.deepEqual(await layoutFaults(page), []);
    await keepScreenshot(page, 'compared-zoomed');
  }));

async function onPage(name: string, use: (page: Page) => Promise<void>): Promise<void> {
  const { page, misdeeds, close } = await visit(browser, fileOf(name), desk);
  await use(page);
  assert.deepEqual(misdeeds, []);
  await close();
}
