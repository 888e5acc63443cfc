import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareKeys, sortKey } from '../../../../src/report/html/script/sort-key.ts';

test('numbers as the page writes them have their size', () => {
  const texts = [
    '1\u00a0204',
    '−3',
    '+60 ',
    '280/s',
    '3\u00a0%',
    '0.0812',
    '912 ms',
    '2m 05s',
    '1h 00m',
    '4.5\u00a0MiB',
    '0\u00a0bytes',
  ];
  const keys = [1_204, -3, 60, 280, 3, 0.0812, 912, 125_000, 3_600_000, 4.5 * 2 ** 20, 0];
  assert.deepEqual(texts.map(sortKey), keys);
});

test('other texts stay texts, and what says nothing has no key', () => {
  assert.equal(sortKey('~'), 0);
  assert.deepEqual(['consultas', '23P01', '4012, 3', '–', ' '].map(sortKey), [
    'consultas',
    '23P01',
    '4012, 3',
    null,
    null,
  ]);
});

test('cells without a value stand last in either direction, numbers within texts count', () => {
  const sorted = (direction: 1 | -1): unknown[] => ['p10', null, 'p9'].sort((a, b) => compareKeys(a, b, direction));
  assert.deepEqual(sorted(1), ['p9', 'p10', null]);
  assert.deepEqual(sorted(-1), ['p10', 'p9', null]);
  assert.deepEqual(
    [10, 9, -1].sort((a, b) => compareKeys(a, b, 1)),
    [-1, 9, 10],
  );
});
