import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tickText, tickTexts } from '../../../src/report/console/tick-text.ts';
import { fiveMinutes, tick } from './tick.ts';

test('a line says time, operations, rate against asked, kinds and latency', () => {
  assert.equal(
    tickText(tick, fiveMinutes),
    '00:45/05:00  12 400 operations (276/s, asked 280/s)  INSERT 8 680  UPDATE 3 720  p99 84 ms',
  );
});

test('deletes and failures are told where there are any', () => {
  assert.equal(
    tickText({ ...tick, deletes: 7, failed: 1_003, p99Ms: 4.26 }, fiveMinutes),
    '00:45/05:00  12 400 operations (276/s, asked 280/s)  1 003 failed  INSERT 8 680  UPDATE 3 720  DELETE 7  p99 4.3 ms',
  );
});

test('without a duration the goal is the number of operations; without either there is none', () => {
  const closedLoop = { operations: 20_000, durationMs: null, perSecond: null };
  assert.match(tickText(tick, closedLoop), /^00:45 {2}12 400\/20 000 operations \(276\/s\) {2}INSERT/);
  assert.match(tickText(tick, { ...closedLoop, operations: null }), /^00:45 {2}12 400 operations \(276\/s\) {2}INSERT/);
});

test('before the first answer there is no latency to tell', () => {
  assert.doesNotMatch(tickText({ ...tick, p99Ms: null }, fiveMinutes), /p99/);
});

test('hours, slow rates and stalls are told in their own units', () => {
  const slow = { ...tick, elapsedMs: 3_725_000, perSecond: 0.496, p99Ms: 1_240 };
  assert.match(
    tickText(slow, { operations: null, durationMs: 21_600_000, perSecond: 0.5 }),
    /^1:02:05\/6:00:00 .*\(0\.5\/s, asked 0\.5\/s\).*p99 1\.2 s$/,
  );
});

test('the shorter ones say ever less, each beginning with time and count', () => {
  const texts = tickTexts({ ...tick, failed: 3 }, fiveMinutes);
  assert.deepEqual(
    texts.map(text => text.length),
    texts.map(text => text.length).toSorted((a, b) => b - a),
  );
  assert.equal(texts[1], '00:45/05:00  12 400 (276 of 280/s)  3 failed  INS 8 680  UPD 3 720  p99 84 ms');
  for (const text of texts) assert.ok(text.startsWith('00:45/05:00  12 400'));
});
