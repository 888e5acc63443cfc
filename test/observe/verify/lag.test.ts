import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CapturedChange } from '../../../src/observe/verify/captured-change.ts';
import { Lag } from '../../../src/observe/verify/lag.ts';

function change(committedAtUs: number | undefined, receivedAtUs: number): CapturedChange {
  const none = { before: undefined, after: undefined, position: undefined };
  return { schema: 'public', table: 't', op: 'insert', columns: [], ...none, committedAtUs, receivedAtUs };
}

function lagOf(...lagsUs: number[]): Lag {
  const lag = new Lag();
  for (const us of lagsUs) lag.record(change(1_000_000, 1_000_000 + us));
  return lag;
}

test('lag is arrival less commit, on the clock of the server', () => {
  const lag = new Lag();
  lag.clock = { offsetUs: 300, uncertaintyUs: 50 };
  lag.record(change(1_000_000, 1_000_700));
  const { count, p50, max, negative } = lag.result(0);
  assert.deepEqual({ count, p50, max, negative }, { count: 1, p50: 1, max: 1, negative: 0 });
});

test('a percentile that reaches into what never came is null', () => {
  const lags = Array.from({ length: 98 }, (_, at) => (at + 1) * 1_000);
  const { p50, p95, p99, max, censored } = lagOf(...lags).result(2);
  assert.deepEqual([Math.round(p50!), Math.round(p95!), p99, max, censored], [50, 95, null, null, 2]);
});

test('percentiles count what never came as later than all else', () => {
  assert.equal(lagOf(1_000, 2_000, 3_000, 4_000).result(4).p50, 4);
  assert.equal(lagOf(1_000, 2_000, 3_000).result(4).p50, null);
  assert.equal(lagOf().result(1).p50, null);
});

test('a lag below zero within the uncertainty is zero, beyond it is counted as well', () => {
  const lag = new Lag();
  lag.clock = { offsetUs: 0, uncertaintyUs: 100 };
  lag.record(change(1_000_000, 999_950));
  lag.record(change(1_000_000, 999_800));
  const { count, max, negative } = lag.result(0);
  assert.deepEqual([count, max, negative], [2, 0, 1]);
});

test('a change that says no commit time has no lag', () => {
  const lag = new Lag();
  lag.record(change(undefined, 1));
  assert.equal(lag.result(0).count, 0);
});

test('the series stays bounded and loses nothing over a simulated week', () => {
  const lag = new Lag();
  lag.startUs = 5_000_000;
  const week = 7 * 24 * 3_600;
  for (let at = 0; at < week; at += 60) lag.record(change(5_000_000 + at * 1e6, 5_000_000 + at * 1e6 + 2_000));
  const slices = lag.series.finish();
  assert.ok(slices.length <= 600, `${slices.length} slices`);
  assert.equal(
    slices.reduce((sum, { changes }) => sum + changes, 0),
    week / 60,
  );
  assert.ok(slices.every(({ max, changes }) => changes === 0 || max === 2));
});
