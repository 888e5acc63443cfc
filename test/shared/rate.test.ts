import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRate } from '../../src/shared/rate.ts';

const rates: readonly (readonly [string, number, number])[] = [
  ['500/s', 500, 1],
  ['0.5/s', 1, 2],
  ['1k/s', 1_000, 1],
  ['1.5k/s', 1_500, 1],
  ['15000/m', 250, 1],
  ['1/m', 1, 60],
  ['1/h', 1, 3_600],
  ['0.001/h', 1, 3_600_000],
  ['0.3/s', 3, 10],
  ['0.007k/s', 7, 1],
  ['999999999k/s', 999_999_999_000, 1],
];
for (const [text, numerator, denominator] of rates) {
  test(`${text} is ${numerator}/${denominator} a second`, () => {
    assert.deepEqual(parseRate(text), { numerator, denominator });
  });
}

for (const text of [
  '',
  '500',
  '500/d',
  '500 /s',
  '/s',
  '-5/s',
  '1e3/s',
  '1K/s',
  '1kk/s',
  '0.0001/s',
  '.5/s',
  '5./s',
  '1234567890/s',
  '5/s ',
  '5/ms',
]) {
  test(`${JSON.stringify(text)} is no rate`, () => assert.equal(parseRate(text), undefined));
}
