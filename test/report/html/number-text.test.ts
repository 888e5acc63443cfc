import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesText, countOf, latencyText, numberText, rateText } from '../../../src/report/html/number-text.ts';

test('numbers are grouped by no-break spaces and have three significant digits', () => {
  assert.deepEqual([0, 13_412, -15, 1.23456, 0.012345, 12_345.678, -0.5, null].map(numberText), [
    '0',
    '13\u00a0412',
    '−15',
    '1.23',
    '0.0123',
    '12\u00a0346',
    '−0.5',
    '–',
  ]);
});

test('latencies keep their zeros, so that a column lines up', () => {
  assert.deepEqual([0, 0.05, 4, 20.7, 99.96, 1_204.3, null].map(latencyText), [
    '0',
    '0.0500',
    '4.00',
    '20.7',
    '100',
    '1\u00a0204',
    '–',
  ]);
});

test('rates, sizes and counts carry their unit', () => {
  assert.equal(rateText(279.803), '280/s');
  assert.equal(rateText(0.4967), '0.5/s');
  assert.equal(bytesText(25_769_803_776), '24\u00a0GiB');
  assert.equal(bytesText(0), '0\u00a0bytes');
  assert.equal(countOf(1, 'check'), '1 check');
  assert.equal(countOf(2, 'check'), '2 checks');
});
