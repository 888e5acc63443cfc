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

/** As PostgreSQL 15 prints the day, and counts it: `SELECT d, d - '1970-01-01'::date`. */
const farDays = [
  ['0001-01-01', -719_162],
  ['0001-12-31 BC', -719_163],
  ['0005-02-29 BC', -720_930],
  ['0044-03-15 BC', -735_160],
  ['0101-03-01 BC', -755_993],
  ['0401-02-28 BC', -865_567],
  ['0401-02-29 BC', -865_566],
  ['4713-01-01 BC', -2_440_550],
  ['10000-01-01', 2_932_897],
  ['5874897-12-31', 2_145_042_905],
] as const;

test('days before year 1 and behind year 9999 are those of PostgreSQL, there and back', () => {
  for (const [text, day] of farDays) {
    assert.equal(dateText(day), text);
    assert.equal(secondsOf(text), day * secondsPerDay);
  }
});

test('times before year 1 and behind year 9999 are those of PostgreSQL, there and back', () => {
  for (const [text, at] of [
    ['0044-03-15 12:34:56 BC', -63_517_778_704],
    ['12024-02-29 01:02:03', 317_278_688_523],
  ] as const) {
    assert.equal(timestampText(at), text);
    assert.equal(secondsOf(text), at);
  }
});

test('from the first day that PostgreSQL knows to year 12000 all goes there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -210_866_803_200, max: 316_516_204_800 }), at => {
      assert.equal(secondsOf(timestampText(at)), at);
      const day = Math.floor(at / secondsPerDay);
      assert.equal(secondsOf(dateText(day)), day * secondsPerDay);
    }),
    { numRuns: 2_000 },
  );
});
