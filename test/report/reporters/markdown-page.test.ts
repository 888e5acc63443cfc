import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownPage } from '../../../src/report/reporters/markdown-page.ts';

test('blocks stand below each other, and none of them is missed', () => {
  assert.equal(markdownPage(['# a', undefined, 'b']), '# a\n\nb\n');
});

test('what does not fit a comment of GitHub is left out, counted in bytes, and a note says so', () => {
  const page = markdownPage(['# verdict', 'é'.repeat(20_000), 'ü'.repeat(20_000), 'last']);
  assert.ok(Buffer.byteLength(page) < 65_536);
  assert.match(page, /^# verdict\n\né+\n\nlast\n\n\*More did not fit here/);
});
