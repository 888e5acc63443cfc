import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgress } from '../../../src/report/console/progress.ts';
import { FakeStream } from './fake-stream.ts';
import { ManualClock } from './manual-clock.ts';
import { plain } from './plain-colour.ts';
import { fiveMinutes, tick } from './tick.ts';

function start(mode: 'lines' | 'quiet' = 'lines') {
  const stream = new FakeStream();
  const clock = new ManualClock();
  return { stream, clock, progress: createProgress({ stream, mode, colour: plain, clock }) };
}

test('the stream phase has a line every ten seconds, however often it ticks, and one at its end', () => {
  const { stream, clock, progress } = start();
  progress.streamStarted(fiveMinutes);
  for (let passed = 250; passed <= 30_000; passed += 250) {
    clock.advanceMs(250);
    progress.streamTick({ ...tick, elapsedMs: passed, committed: passed / 4 });
  }
  progress.streamFinished();
  assert.deepEqual(
    stream.lines().map(line => line.slice(0, 30)),
    [
      '00:10/05:00  2 500 operations ',
      '00:20/05:00  5 000 operations ',
      '00:30/05:00  7 500 operations ',
      'Stream phase: 7 500 operations',
    ],
  );
});

test('a stall of half a minute is not made up for with lines', () => {
  const { stream, clock, progress } = start();
  progress.streamStarted(fiveMinutes);
  for (const pause of [34_000, 1_000, 4_000, 1_000, 5_000]) {
    clock.advanceMs(pause);
    progress.streamTick(tick);
  }
  assert.equal(stream.lines().length, 2);
});

test('the seed phase says rows of all and the table', () => {
  const { stream, clock, progress } = start();
  progress.seedStarted(1_000_000);
  clock.advanceMs(10_100);
  progress.seedRows(402_000, 'consultas');
  clock.advanceMs(9_900);
  progress.seedRows(1_000_000, 'exames');
  progress.seedFinished();
  assert.deepEqual(stream.lines(), [
    'Seed phase: 402 000/1 000 000 rows  consultas',
    'Seed phase: 1 000 000/1 000 000 rows  exames',
    'Seed phase: 1 000 000 rows in 20 s (50 000/s)',
  ]);
});

test('short phases have their last line only', () => {
  const { stream, clock, progress } = start();
  progress.seedStarted(13_412);
  progress.seedRows(13_412, 'exames');
  clock.advanceMs(904.3);
  progress.seedFinished();
  progress.streamStarted(fiveMinutes);
  progress.streamTick({ ...tick, failed: 2 });
  progress.streamFinished();
  assert.deepEqual(stream.lines(), [
    'Seed phase: 13 412 rows in 904.3 ms (14 831/s)',
    'Stream phase: 12 400 operations in 45.2 s (274/s), 2 failed',
  ]);
});

test('a stream that ends before it began says so', () => {
  const { stream, progress } = start();
  progress.streamStarted(fiveMinutes);
  progress.streamFinished();
  assert.deepEqual(stream.lines(), ['Stream phase: no operation']);
});

test('notes come at once; there is no escape sequence in a log', () => {
  const { stream, progress } = start();
  progress.note('target: embedded PostgreSQL 18.4');
  assert.equal(stream.text, 'target: embedded PostgreSQL 18.4\n');
});

test('quiet is silent', () => {
  const { stream, clock, progress } = start('quiet');
  progress.note('a note');
  progress.seedStarted(10);
  clock.advanceMs(20_000);
  progress.seedRows(10, 'exames');
  progress.seedFinished();
  progress.streamStarted(fiveMinutes);
  progress.streamTick(tick);
  progress.streamFinished();
  assert.equal(stream.text, '');
});
