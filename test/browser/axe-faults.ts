import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe-core calls serious or critical on a page: rule, what it wants, where. Of the numbers behind charts only the
 * first rows stay on the page: thousands of the same kind take axe many seconds. It needs a window in which scripts run.
 */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => document.querySelectorAll('.numbers tr:nth-child(n + 4)').forEach(row => row.remove()));
  await page.evaluate(axe.source);
  const results = await page.evaluate(async () =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(node => `${id} (${help}): ${node.html.slice(0, 120)}`));
}
