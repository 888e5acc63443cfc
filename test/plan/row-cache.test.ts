import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowCache } from '../../src/plan/row-cache.ts';

test('an image is kept until others were asked for later', () => {
  const cache = new RowCache(2, 2);
  cache.image(1)[0] = 'a';
  cache.image(2)[1] = 'b';
  assert.deepEqual(cache.image(1), ['a', undefined]);
  assert.deepEqual(cache.image(5), [undefined, undefined]);
  assert.equal(cache.kept(2), undefined);
  assert.deepEqual(cache.kept(1), ['a', undefined]);
});

test('looking for a row keeps none, and a cache of one row holds one', () => {
  const cache = new RowCache(1, 1);
  assert.equal(cache.kept(0), undefined);
  cache.image(0)[0] = null;
  assert.equal(cache.kept(7), undefined);
  assert.deepEqual(cache.image(0), [null]);
  assert.deepEqual(cache.image(7), [undefined]);
});
