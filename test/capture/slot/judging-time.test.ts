import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SpareTime } from '../../../src/capture/slot/judging-time.ts';

/** Judges whenever it may, in pieces of a millisecond, for ten seconds; which part of the time that was. */
function usedShare(idleCores: number, isOver = false): number {
  let us = 5_000;
  const clock = { nowUs: () => us, wallMs: () => 0 };
  const time = new SpareTime(clock, () => idleCores);
  if (isOver) time.writersEnded();
  const untilUs = us + 10_000_000;
  let usedUs = 0;
  while (us < untilUs) {
    if (time.isLeft()) {
      time.begin();
      us += 1_000;
      time.end();
      usedUs += 1_000;
    } else us += 500;
  }
  return usedUs / 10_000_000;
}

test('what the machine leaves idle is for judging, but for half a core; and a little where it leaves less', () => {
  const near = (share: number, expected: number): void =>
    assert.ok(Math.abs(share - expected) < 0.02, `${share} is not ${expected}`);
  near(usedShare(0), 0.005);
  near(usedShare(0.4), 0.005);
  near(usedShare(1), 0.5);
  near(usedShare(8), 0.98);
});

test('when the writers have ended all time is', () => {
  assert.equal(usedShare(0, true), 1);
});

test('what was not used is not saved up', () => {
  let us = 0;
  const time = new SpareTime({ nowUs: () => us, wallMs: () => 0 }, () => 0);
  us += 3_600_000_000;
  assert.equal(time.isLeft(), true);
  time.begin();
  us += 30_000;
  time.end();
  assert.equal(time.isLeft(), false);
});
