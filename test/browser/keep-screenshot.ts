import { join } from 'node:path';
import type { Page } from 'playwright-core';

const folder = 'reports/screenshots';
/** How often one picture is asked for. */
const attempts = 3;
const refusal = 'Unable to capture screenshot';

/**
 * Keeps a picture of a whole page, to be looked at by people: `reports/screenshots/{name}.png`.
 * A loaded Chromium refuses a capture now and then and takes the same one when asked again
 * (https://github.com/MarketSquare/robotframework-browser/issues/5237). No check reads the pictures, so asking again hides none.
 * @throws what else goes wrong, and the last refusal
 */
export async function keepScreenshot(page: Pick<Page, 'screenshot'>, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
      return;
    } catch (error) {
      if (attempt === attempts || !(error instanceof Error && error.message.includes(refusal))) throw error;
    }
  }
}
