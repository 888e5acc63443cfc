import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { formatCount } from '../../src/shared/count.ts';

test('groups of three, whatever the sign', () => {
  const shown = { 0: '0', 999: '999', 1000: '1 000', 13412: '13 412', 1234567: '1 234 567' };
  for (const [value, text] of Object.entries(shown)) assert.equal(formatCount(Number(value)), text);
  assert.equal(formatCount(-123_456), '-123 456');
  assert.equal(formatCount(Number.MAX_SAFE_INTEGER), '9 007 199 254 740 991');
});

test('without its spaces it is the number again', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), value => {
      const text = formatCount(value);
      assert.match(text, /^-?\d{1,3}( \d{3})*$/);
      assert.equal(Number(text.replaceAll(' ', '')), value);
    }),
  );
});
