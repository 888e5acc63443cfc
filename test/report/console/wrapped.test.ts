import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wrapped } from '../../../src/report/console/wrapped.ts';

test('lines are broken at spaces, not within a number', () => {
  assert.deepEqual(wrapped('INSERT 58 800, UPDATE 25 200', 16), ['INSERT 58 800,', 'UPDATE 25 200']);
  assert.deepEqual(wrapped('seven 1 234 567', 13), ['seven', '1 234 567']);
});

test('no line is too long, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
      const lines = wrapped(text, width);
      for (const line of lines) assert.ok(line.length <= width);
      assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    }),
  );
});
