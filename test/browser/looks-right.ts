import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { axeFaults } from './axe-faults.ts';
import { layoutFaults, verdictPlace } from './layout-faults.ts';
import { visit, type Setting } from './visit.ts';

export const screenshots = 'reports/screenshots';

/** Opens a page, keeps a screenshot of it, and looks for everything that may be amiss. */
export async function looksRight(browser: Browser, path: string, setting: Setting): Promise<void> {
  const { page, misdeeds, close } = await visit(browser, path, setting);
  const { theme, width, script } = setting;
  const file = `${basename(path, '.html')}-${theme}-${width}${script ? '' : '-without-script'}.png`;
  await page.screenshot({ path: join(screenshots, file), fullPage: true });
  assert.deepEqual(await layoutFaults(page), []);
  const { word, finding } = await verdictPlace(page);
  assert.ok(word <= 400 && finding <= 400, `the verdict ends at ${word}, its sentence's first line at ${finding} px`);
  assert.deepEqual(await axeFaults(page), []);
  assert.deepEqual(misdeeds, []);
  await close();
}
