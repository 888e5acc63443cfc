import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepScreenshot } from './keep-screenshot.ts';

/** A page whose first pictures fail with these messages. */
function failing(...messages: readonly string[]): { screenshot: () => Promise<Buffer>; asked: () => number } {
  let asked = 0;
  const screenshot = async (): Promise<Buffer> => {
    const message = messages[asked];
    asked += 1;
    if (message !== undefined) throw new Error(message);
    return Buffer.alloc(0);
  };
  return { screenshot, asked: () => asked };
}

const refused = 'page.screenshot: Protocol error (Page.captureScreenshot): Unable to capture screenshot';

test('a picture that Chromium refuses is asked for again, twice at most', async () => {
  const twice = failing(refused, refused);
  await keepScreenshot(twice, 'refused');
  assert.equal(twice.asked(), 3);
  const always = failing(refused, refused, refused);
  await assert.rejects(keepScreenshot(always, 'refused'), { message: refused });
  assert.equal(always.asked(), 3);
});

test('whatever else goes wrong with a picture is told at once', async () => {
  const closed = failing('page.screenshot: Target page, context or browser has been closed');
  await assert.rejects(keepScreenshot(closed, 'closed'), /has been closed/);
  assert.equal(closed.asked(), 1);
});
