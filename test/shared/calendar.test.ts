import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { dateText, secondsOf, secondsPerDay, timestampText } from '../../src/shared/calendar.ts';

const first = Date.UTC(1600, 0, 1) / 1_000;
const last = Date.UTC(9999, 11, 31, 23, 59, 59) / 1_000;
const seconds = fc.integer({ min: first, max: last });
const iso = (at: number): string => new Date(at * 1_000).toISOString();

test('dates and times from 1600 to 9999 are those of Date.UTC, there and back', () => {
  fc.assert(
    fc.property(seconds, at => {
      const day = Math.floor(at / secondsPerDay);
      assert.equal(timestampText(at), iso(at).slice(0, 19).replace('T', ' '));
      assert.equal(dateText(day), iso(at).slice(0, 10));
      assert.equal(secondsOf(timestampText(at)), at);
      assert.equal(secondsOf(iso(at).replace('.000', '')), at);
      assert.equal(secondsOf(dateText(day)), day * secondsPerDay);
    }),
    { numRuns: 2_000 },
  );
});

test('every day of four hundred years, the whole of the leap rule', () => {
  for (let at = first; at < Date.UTC(2000, 0, 2) / 1_000; at += secondsPerDay) {
    const text = dateText(at / secondsPerDay);
    assert.equal(text, iso(at).slice(0, 10));
    assert.equal(secondsOf(text), at);
  }
});

test('the ends of centuries, and before 1970', () => {
  assert.equal(dateText(0), '1970-01-01');
  assert.equal(timestampText(-1), '1969-12-31 23:59:59');
  assert.equal(timestampText(secondsOf('2000-02-28') + secondsPerDay), '2000-02-29 00:00:00');
  assert.equal(timestampText(secondsOf('2100-02-28') + secondsPerDay), '2100-03-01 00:00:00');
  assert.equal(timestampText(last), '9999-12-31 23:59:59');
});
