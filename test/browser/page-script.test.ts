// What the page's script adds, by mouse and by keyboard alone; the other tests here show that the page is whole without it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { renderHtml } from '../../src/report/html/page.ts';
import { sampleRuns } from '../fixtures/reports/sample-runs.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { axeFaults } from './axe-faults.ts';
import { startChromium } from './chromium.ts';
import { keepScreenshot } from './keep-screenshot.ts';
import { layoutFaults } from './layout-faults.ts';
import { visit } from './visit.ts';

const desk = { width: 1_440, theme: 'light', script: true } as const;
const path = join(temporaryFolder(), 'captured.html');
let browser: Browser;

before(async () => {
  writeFileSync(path, renderHtml(sampleRuns().captured));
  browser = await startChromium();
});
after(() => browser.close());

/** Runs a test on a page of its own, on which nothing may go wrong. */
async function onPage(use: (page: Page) => Promise<void>, setting: Parameters<typeof visit>[2] = desk): Promise<void> {
  const { page, misdeeds, close } = await visit(browser, path, setting);
  await use(page);
  assert.deepEqual(misdeeds, []);
  await close();
}

const column = (rows: Locator, nth: number): Promise<string[]> =>
  rows.locator(`> :nth-child(${nth})`).allTextContents();
const viewBox = (page: Page, id: string): Promise<string | null> =>
  page.locator(`#${id} svg.plot`).getAttribute('viewBox');

test('a press on a heading sorts a table up, down, and back; the sum stays below', () =>
  onPage(async page => {
    const rows = page.locator('#state tbody tr');
    const written = await column(rows, 1);
    const heading = page.locator('#state th', { hasText: 'Seeded' });
    const button = heading.getByRole('button');
    await button.click();
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    const up = ['12', '200', '1\u00a0200', '2\u00a0000', '2\u00a0500', '3\u00a0500', '4\u00a0000'];
    assert.deepEqual(await column(rows, 2), up);
    await button.focus();
    await page.keyboard.press('Enter');
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    assert.deepEqual(await column(rows, 2), up.toReversed());
    await page.keyboard.press('Space');
    assert.equal(await heading.getAttribute('aria-sort'), null);
    assert.deepEqual(await column(rows, 1), written);
    assert.equal(await page.locator('#state tfoot th').textContent(), 'All tables');
  }));

test('every table of more than one row has a button in each heading', () =>
  onPage(async page => {
    const tables = await page.locator('.scroll > table').all();
    for (const table of tables) {
      const isLong = (await table.locator('tbody tr').count()) > 1;
      const headings = await table.locator('thead th').count();
      assert.equal(await table.locator('thead th > button').count(), isLong ? headings : 0);
    }
    assert.ok(tables.length > 10);
  }));

test('the pointer over a chart tells the numbers of that place', () =>
  onPage(async page => {
    const layer = page.locator('#latency .layer');
    const { width } = (await layer.boundingBox())!;
    await layer.hover({ position: { x: width / 2, y: 50 } });
    const told = await page.locator('#latency .readout > *').allTextContents();
    const row = page.locator('#latency .numbers tbody tr', { hasText: told[0] ?? 'nothing' }).first();
    const [from, ...values] = await row.locator('> *').allTextContents();
    assert.match(from ?? '', /^2m [23]\ds$/);
    assert.deepEqual(told, [from, ...['p50', 'p95', 'p99', 'max'].map((name, index) => `${name}: ${values[index]}`)]);
    assert.equal(await page.locator('#throughput .cursor').isVisible(), true);
    assert.equal(await page.locator('#throughput .readout').isVisible(), false);
    await page.mouse.move(5, 5);
    assert.equal(await page.locator('#latency .readout').isVisible(), false);
  }));

for (const width of [360, 1_440]) {
  test(`${width} px: a drag zooms all charts over time, whose labels stay within; a button shows all again`, () =>
    onPage(
      async page => {
        const before = await viewBox(page, 'throughput');
        const box = (await page.locator('#throughput .layer').boundingBox())!;
        await page.locator('#throughput .layer').scrollIntoViewIfNeeded();
        const at = (await page.locator('#throughput .layer').boundingBox()) ?? box;
        await page.mouse.move(at.x + at.width * 0.3, at.y + 40);
        await page.mouse.down();
        await page.mouse.move(at.x + at.width * 0.5, at.y + 60);
        assert.equal(await page.locator('#lag .selection').isVisible(), true);
        await page.mouse.up();
        const [left, , across] = (await viewBox(page, 'throughput'))!.split(' ').map(Number);
        assert.ok(Math.abs(left! - 300) < 10 && Math.abs(across! - 200) < 10, `${left} ${across}`);
        assert.equal(await viewBox(page, 'lag'), await viewBox(page, 'throughput'));
        assert.notEqual(await viewBox(page, 'percentiles'), await viewBox(page, 'throughput'));
        const labels = await page.locator('#lag .zoomed').allTextContents();
        assert.ok(labels.length >= 3 && labels.every(label => /^[12]m \d\ds$/.test(label)), labels.join());
        await page.mouse.move(5, 5);
        assert.deepEqual(await layoutFaults(page), []);
        await keepScreenshot(page, `zoomed-${width}`);
        await page.locator('#lag .reset').click();
        assert.equal(await viewBox(page, 'throughput'), before);
        assert.equal(await page.locator('.zoomed').count(), 0);
        assert.equal(await page.locator('.reset:visible').count(), 0);
      },
      { ...desk, width },
    ));
}

test('by keyboard alone: arrows tell, Shift selects, Enter zooms, Escape shows all', () =>
  onPage(async page => {
    const layer = page.locator('#latency .layer');
    await layer.focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('PageUp');
    const told = await layer.getAttribute('aria-valuetext');
    assert.match(told ?? '', /^30 s, p50: /);
    for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+PageUp');
    await page.keyboard.press('Enter');
    const [left, , across] = (await viewBox(page, 'latency'))!.split(' ').map(Number);
    assert.ok(left! > 80 && left! < 120 && across! > 80 && across! < 120, `${left} ${across}`);
    assert.deepEqual(await axeFaults(page), []);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.reset:visible').count(), 0);
  }));

test('without a script nothing pretends to work', () =>
  onPage(
    async page => {
      assert.equal(await page.locator('button, .layer').count(), 0);
      assert.ok((await page.locator('#latency .numbers tbody tr').count()) > 100);
    },
    { ...desk, script: false },
  ));

test('on paper there is neither what works only on a screen nor a dark ground', () =>
  onPage(
    async page => {
      await page.locator('#latency .layer').focus();
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      assert.equal(await page.locator('.layer:visible, .help:visible, nav:visible, .numbers:visible').count(), 0);
      const ink = await page.evaluate(() => getComputedStyle(document.body).color);
      assert.equal(ink, 'rgb(29, 33, 37)');
      assert.equal(await page.getByText('SELECT count(*) FROM consultas').isVisible(), true);
      assert.deepEqual(await layoutFaults(page), []);
      const pdf = await page.pdf({ path: 'reports/screenshots/captured.pdf', format: 'A4' });
      assert.ok(pdf.length > 50_000);
    },
    { ...desk, theme: 'dark' },
  ));
