import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import { TimeHistogram } from '../../src/observe/histogram.ts';

test('nothing recorded is null, not zero', () => {
  assert.deepEqual(new TimeHistogram().percentiles(), {
    count: 0,
    p50: null,
    p90: null,
    p95: null,
    p99: null,
    p999: null,
    max: null,
    histogram: null,
  });
});

test('percentiles are those of the values, to three digits', () => {
  const histogram = new TimeHistogram();
  for (let us = 1; us <= 10_000; us++) histogram.record(us * 100);
  const wanted = { p50: 500, p90: 900, p95: 950, p99: 990, p999: 999, max: 1_000 };
  const percentiles = histogram.percentiles();
  for (const [key, ms] of Object.entries(wanted)) {
    const found = percentiles[key as keyof typeof wanted]!;
    assert.ok(Math.abs(found - ms) <= ms * 0.001 + 0.1, `${key} is ${found}, not ${ms}`);
  }
});

test('times outside the range count as its ends: negative as 0, days as an hour', () => {
  const histogram = new TimeHistogram();
  for (const us of [-5, 0.4, 90_000_000_000, 2 ** 40, Infinity]) histogram.record(us);
  const { count, p50, max } = histogram.percentiles();
  assert.equal(count, 5);
  assert.ok(max! >= 3_599_000 && max! <= 3_602_000, `${max}`);
  assert.ok(p50! >= 3_599_000);
});

test('several add up to what one would have recorded', () => {
  const [one, other, all] = [new TimeHistogram(2), new TimeHistogram(2), new TimeHistogram(2)];
  for (let value = 1; value < 500; value++) {
    (value % 3 === 0 ? one : other).record(value * value);
    all.record(value * value);
  }
  one.add(other);
  assert.deepEqual(one.percentiles(), all.percentiles());
});

test('the histogram can be read again', () => {
  const histogram = new TimeHistogram();
  for (const us of [100, 200, 300_000]) histogram.record(us);
  const read = decodeFromCompressedBase64(histogram.percentiles().histogram!);
  assert.equal(read.totalCount, 3);
  assert.ok(Math.abs(read.maxValue - 300_000) < 300);
});
