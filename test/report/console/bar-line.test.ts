import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { barLine } from '../../../src/report/console/bar-line.ts';
import { plain } from './plain-colour.ts';

test('a line never fills the last column, whatever the width', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 150 }), { minLength: 1 });
  const share = fc.option(fc.double({ min: -1, max: 2, noNaN: true }), { nil: undefined });
  fc.assert(
    fc.property(texts, share, fc.integer({ min: 0, max: 200 }), (candidates, done, columns) => {
      assert.ok(barLine(candidates, done, columns, plain).length <= Math.max(columns - 1, 0));
    }),
  );
});

test('the longest text that leaves room for a bar is taken', () => {
  assert.equal(barLine(['a longer text', 'short'], 0.5, 40, plain), '████████████░░░░░░░░░░░░░ a longer text');
  assert.equal(barLine(['a longer text', 'short'], 0.5, 16, plain), '████░░░░░ short');
});

test('where no bar fits, a text stands alone; where none fits, it is cut', () => {
  assert.equal(barLine(['a longer text', 'short'], 0.5, 10, plain), 'short');
  assert.equal(barLine(['a longer text', 'short'], 0.5, 4, plain), 'sho');
});

test('without a known end there is no bar', () => {
  assert.equal(barLine(['a text'], undefined, 80, plain), 'a text');
});
