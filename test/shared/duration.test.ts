import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDurationMs, parseDurationUs } from '../../src/shared/duration.ts';

const durations: Readonly<Record<string, number>> = {
  '0s': 0,
  '1us': 1,
  '500ms': 500_000,
  '2s': 2_000_000,
  '1.5h': 5_400_000_000,
  '1m30s': 90_000_000,
  '7d': 604_800_000_000,
  '1d2h3m4s5ms6us': 93_784_005_006,
  '30s1m': 90_000_000,
  '0.5us': 0,
  '0.1s': 100_000,
  '0.0015ms': 1,
  '1.1s': 1_100_000,
  '4.35s': 4_350_000,
  '104249d': 9_007_113_600_000_000,
};
for (const [text, us] of Object.entries(durations)) {
  test(`${text} is ${us} us`, () => assert.equal(parseDurationUs(text), us));
}

for (const text of [
  '',
  '5',
  '5 s',
  ' 5s',
  '5s ',
  '-5s',
  '+5s',
  '1e3s',
  '.5s',
  '5.s',
  '5S',
  '5sec',
  's',
  '1,5s',
  '5s,',
  '٣s',
  '104250d',
  '9'.repeat(400) + 's',
]) {
  test(`${JSON.stringify(text.slice(0, 20))} is no duration`, () => assert.equal(parseDurationUs(text), undefined));
}

const shown: readonly (readonly [number, string])[] = [
  [0, '0 us'],
  [0.0004, '0 us'],
  [0.5, '500 us'],
  [1, '1 ms'],
  [12.34, '12.3 ms'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [59_940, '59.9 s'],
  [60_000, '1m 00s'],
  [61_499, '1m 01s'],
  [3_599_400, '59m 59s'],
  [3_600_000, '1h 00m 00s'],
  [3_723_000, '1h 02m 03s'],
  [90_000_000, '25h 00m 00s'],
];
for (const [ms, text] of shown) test(`${ms} ms are shown as ${text}`, () => assert.equal(formatDurationMs(ms), text));
