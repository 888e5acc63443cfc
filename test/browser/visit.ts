import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/** How a page is looked at. */
export interface Setting {
  readonly width: number;
  readonly theme: 'light' | 'dark';
  readonly script: boolean;
}

/** A page in a window of its own, with what it did that it should not: requests besides its own, messages, errors. */
export interface Visit {
  readonly page: Page;
  readonly misdeeds: readonly string[];
  readonly close: () => Promise<void>;
}

/** All eight ways: with and without JavaScript, light and dark, on a telephone and on a desk. */
export const settings: readonly Setting[] = [true, false].flatMap(script =>
  (['light', 'dark'] as const).flatMap(theme => [360, 1_440].map(width => ({ width, theme, script }))),
);

/** A telephone at night with JavaScript, a desk by day without: for pages that need no look in every setting. */
export const twoSettings = settings.filter(
  ({ width, theme, script }) => (width === 360) === script && (theme === 'dark') === script,
);

/** `without script, dark, 360 px` */
export function settingName({ script, theme, width }: Setting): string {
  return `${script ? 'with' : 'without'} script, ${theme}, ${width} px`;
}

/** Opens a file. */
export async function visit(browser: Browser, path: string, { width, theme, script }: Setting): Promise<Visit> {
  const url = pathToFileURL(path).href;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  const misdeeds: string[] = [];
  page.on('console', message => misdeeds.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => misdeeds.push(`error: ${error.message}`));
  page.on('request', request => {
    if (request.url() !== url && !request.url().startsWith('data:')) misdeeds.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  // tsx names functions by a helper of its own, which a function that is sent to the page takes along.
  await page.evaluate('globalThis.__name = each => each');
  return { page, misdeeds, close: () => context.close() };
}

/**
 * Opens a file as Jenkins serves artifacts: under a policy that blocks every script and every style sheet in the page.
 * https://www.jenkins.io/doc/book/security/configuring-content-security-policy/
 */
export async function visitUnderPolicy(browser: Browser, path: string, width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.route('http://jenkins.test/**', route =>
    route.fulfill({
      path,
      contentType: 'text/html',
      headers: { 'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'self'" },
    }),
  );
  await page.goto('http://jenkins.test/report.html');
  await page.evaluate('globalThis.__name = each => each');
  return page;
}
