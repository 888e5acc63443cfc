// Each check of these tests on a page that is wrong in the way it looks for.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { renderHtml } from '../../src/report/html/page.ts';
import { sampleRuns } from '../fixtures/reports/sample-runs.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { axeFaults } from './axe-faults.ts';
import { startChromium } from './chromium.ts';
import { layoutFaults, verdictPlace } from './layout-faults.ts';
import { visit, type Visit } from './visit.ts';

const desk = { width: 1_440, theme: 'light', script: true } as const;
const folder = temporaryFolder();
let browser: Browser;

before(async () => {
  browser = await startChromium();
});
after(() => browser.close());

/** A page as it should be but for one change in its text. */
async function doctored(replaced: RegExp | string, by: string): Promise<Visit> {
  const sound = renderHtml(sampleRuns()['one-second']);
  const page = sound.replace(replaced, by);
  assert.notEqual(page, sound);
  const path = join(folder, 'doctored.html');
  writeFileSync(path, page);
  return visit(browser, path, desk);
}

const rule = (css: string): [string, string] => ['</head>', `<style>${css}</style></head>`];
const withoutPolicy = /<meta http-equiv[^>]*>/;

const layouts: readonly (readonly [name: string, change: () => Promise<Visit>, fault: RegExp])[] = [
  ['text over other text', () => styled('.when{margin-top:-1.5rem}'), /^text overlaps: “smoke” and “2026-11-23/],
  [
    'a label beside its chart',
    () => doctored(/(class="tick" x=")40/, '$1-40'),
    /^label outside its chart: .* in throughput/,
  ],
  [
    'a line beyond its plot',
    () => doctored(/(class="under accent" d="M)/, '$10-90L0-80L'),
    /^line outside its plot: under accent in throughput/,
  ],
  [
    'text that is cut off',
    () => styled('.when{width:5rem;overflow:hidden;white-space:nowrap}'),
    /^cut off: “2026-11-23/,
  ],
  ['a page wider than its window', () => styled('h1{width:2000px}'), /^the page is \d+ px wide in a window of 1440/],
];

/** The page's policy allows no second style sheet, so it goes. */
async function styled(css: string): Promise<Visit> {
  return doctored(new RegExp(`${withoutPolicy.source}|</head>`, 'g'), `<style>${css}</style>`);
}

for (const [name, change, fault] of layouts) {
  test(`${name} is found`, async () => {
    const { page, close } = await change();
    const faults = await layoutFaults(page);
    assert.ok(
      faults.some(each => fault.test(each)),
      faults.join('\n'),
    );
    await close();
  });
}

test('a verdict further down than 400 pixels is found', async () => {
  const { page, close } = await styled('.brand{padding-top:400px}');
  const { word, finding } = await verdictPlace(page);
  assert.ok(word > 400 && finding > 400);
  await close();
});

test('a colour that cannot be read is found', async () => {
  const { page, close } = await styled('.when{color:#ccc}');
  const faults = await axeFaults(page);
  assert.ok(
    faults.some(each => /^color-contrast .*class="when"/.test(each)),
    faults.join('\n'),
  );
  await close();
});

test('what the page asks the network for is found', async () => {
  const { misdeeds, close } = await doctored(withoutPolicy, '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">');
  assert.ok(misdeeds.includes('request: http://127.0.0.1:9/a.css'), misdeeds.join('\n'));
  await close();
});

test('what the page says on the console is found', async () => {
  const { misdeeds, close } = await doctored(...rule('p{color:red}'));
  assert.match(misdeeds.join('\n'), /^error: .*Content Security Policy/);
  await close();
});

test('where there is no Chromium, the error says how to come by it', async () => {
  await assert.rejects(
    startChromium('/nowhere/chromium'),
    /no Chromium at \/nowhere\/chromium: run `apt-get install -y chromium`/,
  );
});
