import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { after, dateBetween, now as nowText, timestampBetween } from '../../../src/plan/values/moment.ts';
import { dateText, secondsOf, secondsPerDay, timestampText } from '../../../src/shared/calendar.ts';
import type { ValueContext } from '../../../src/plan/values/value-context.ts';
import { contextOf, now } from './context.ts';

/** Years 1 to 9999. */
const anyDay = fc.integer({ min: -719_162, max: 2_932_896 });
const anySecond = fc
  .tuple(anyDay, fc.nat({ max: secondsPerDay - 1 }))
  .map(([day, second]) => day * secondsPerDay + second);

test('the calendar agrees with that of Date, from year 1 to 9999', () => {
  const dates = fc.property(anyDay, day => {
    assert.equal(dateText(day), new Date(day * secondsPerDay * 1_000).toISOString().slice(0, 10));
    assert.equal(secondsOf(dateText(day)), day * secondsPerDay);
  });
  fc.assert(dates, { numRuns: 3_000 });
  const times = fc.property(anySecond, seconds => {
    const iso = new Date(seconds * 1_000).toISOString();
    assert.equal(timestampText(seconds), iso.slice(0, 19).replace('T', ' '));
    assert.equal(secondsOf(timestampText(seconds)), seconds);
    assert.equal(secondsOf(`${iso.slice(0, 19)}Z`), seconds);
  });
  fc.assert(times, { numRuns: 3_000 });
});

test('each day around the turns of years and centuries has its date', () => {
  for (const year of [1, 4, 100, 400, 1_600, 1_900, 1_970, 2_000, 2_024, 2_100, 9_999]) {
    const first = new Date(0).setUTCFullYear(year, 0, 1) / 86_400_000;
    for (let day = Math.max(-719_162, first - 3); day < first + 366 && day <= 2_932_896; day++) {
      assert.equal(dateText(day), new Date(day * 86_400_000).toISOString().slice(0, 10));
    }
  }
});

test('dates lie between their offsets, both days included', () => {
  const made = Array.from({ length: 400 }, (_, number) => dateBetween(-2 * 86_400, 86_400)(contextOf(number))!);
  assert.deepEqual([...new Set(made)].sort(), ['2023-12-30', '2023-12-31', '2024-01-01', '2024-01-02']);
  // Late in the evening "today" is still the day it is.
  const evening = contextOf(0, now + 86_399);
  assert.equal(dateBetween(0, 0)(evening), '2024-01-01');
});

test('times lie between their offsets, both seconds included', () => {
  const made = Array.from({ length: 200 }, (_, number) => timestampBetween(-1, 1)(contextOf(number))!);
  assert.deepEqual([...new Set(made)].sort(), ['2023-12-31 23:59:59', '2024-01-01 00:00:00', '2024-01-01 00:00:01']);
});

test('a time after another column is later by the span, counts from a date too, and is NULL where that one is', () => {
  const based = (number: number, value: string | null): ValueContext => contextOf(number, now, () => value);
  const made = Array.from({ length: 200 }, (_, number) => after(0, 1, 2)(based(number, '2023-12-31 23:59:58'))!);
  assert.deepEqual([...new Set(made)].sort(), ['2023-12-31 23:59:59', '2024-01-01 00:00:00']);
  assert.equal(after(0, 3_600, 3_600)(based(0, '2024-02-28')), '2024-02-28 01:00:00');
  assert.equal(after(0, 1, 2)(based(0, null)), null);
});

test('now is a time, or a date', () => {
  const context = contextOf(0, now + 90_061);
  assert.equal(nowText(false)(context), '2024-01-02 01:01:01');
  assert.equal(nowText(true)(context), '2024-01-02');
});
