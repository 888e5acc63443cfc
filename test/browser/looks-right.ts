import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Browser } from 'playwright-core';
import { axeFaults } from './axe-faults.ts';
import { keepScreenshot } from './keep-screenshot.ts';
import { layoutFaults, verdictPlace } from './layout-faults.ts';
import { visit, type Setting } from './visit.ts';

/** Opens a page, keeps a screenshot of it, and looks for everything that may be amiss. */
export async function looksRight(browser: Browser, path: string, setting: Setting): Promise<void> {
  const { page, misdeeds, close } = await visit(browser, path, setting);
  const { theme, width, script } = setting;
  await keepScreenshot(page, `${basename(path, '.html')}-${theme}-${width}${script ? '' : '-without-script'}`);
  assert.deepEqual(await layoutFaults(page), []);
  const { word, finding } = await verdictPlace(page);
  assert.ok(word <= 400 && finding <= 400, `the verdict ends at ${word}, its sentence's first line at ${finding} px`);
  assert.equal((await page.locator('button').count()) > 0, script);
  if (script) assert.deepEqual(await axeFaults(page), []);
  assert.deepEqual(misdeeds, []);
  await close();
  if (!script) await isAccessibleWithoutScript(browser, path, setting);
}

/** axe waits by timers, which stand still where scripts are off: it looks at the page whose script is taken out instead. */
async function isAccessibleWithoutScript(browser: Browser, path: string, setting: Setting): Promise<void> {
  const bare = path.replace(/\.html$/, '-bare.html');
  writeFileSync(bare, readFileSync(path, 'utf8').replace(/<script>[^]*<\/script>/, ''));
  const { page, close } = await visit(browser, bare, { ...setting, script: true });
  assert.equal(await page.locator('button').count(), 0);
  assert.deepEqual(await axeFaults(page), []);
  await close();
}
