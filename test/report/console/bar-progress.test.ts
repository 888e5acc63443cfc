import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgress } from '../../../src/report/console/progress.ts';
import { FakeStream } from './fake-stream.ts';
import { ManualClock } from './manual-clock.ts';
import { plain } from './plain-colour.ts';
import { fiveMinutes, tick } from './tick.ts';

function start(columns = 80) {
  const stream = new FakeStream({ isTTY: true, columns });
  const clock = new ManualClock();
  return { stream, clock, progress: createProgress({ stream, mode: 'bar', colour: plain, clock }) };
}

test('each phase leaves one line behind and no bar', () => {
  const { stream, clock, progress } = start();
  progress.seedStarted(13_412);
  progress.seedRows(13_412, 'exames');
  clock.advanceMs(904.3);
  progress.seedFinished();
  progress.streamStarted(fiveMinutes);
  progress.streamTick(tick);
  progress.streamFinished();
  assert.deepEqual(stream.screen(), [
    'Seed phase: 13 412 rows in 904.3 ms (14 831/s)',
    'Stream phase: 12 400 operations in 45.2 s (274/s)',
    '',
  ]);
});

test('the bar shows rows and table, then time, operations, rate, kinds and latency', () => {
  const { stream, progress } = start();
  progress.seedStarted(10);
  progress.seedRows(5, 'exames');
  progress.note('drawn');
  assert.equal(stream.screen().at(-1), '███████████████░░░░░░░░░░░░░░░ 5/10 rows  exames');
  progress.seedFinished();
  progress.streamStarted(fiveMinutes);
  progress.streamTick(tick);
  progress.note('drawn');
  assert.equal(
    stream.screen().at(-1),
    '█░░░░░░░░░░ 00:45/05:00  12 400 (276 of 280/s)  INS 8 680  UPD 3 720  p99 84 ms',
  );
  progress.streamFinished();
});

test('a note stands above the bar, which goes on beneath it', () => {
  const { stream, progress } = start();
  progress.note('before');
  progress.seedStarted(10);
  progress.note('during');
  assert.deepEqual(stream.screen().slice(0, 2), ['before', 'during']);
  assert.match(stream.screen().at(-1) ?? '', /0\/10 rows/);
  progress.seedFinished();
  progress.note('after');
  assert.deepEqual(stream.screen().slice(2), ['Seed phase: 0 rows in 0 us', 'after', '']);
});

for (const columns of [200, 120, 80, 60, 40, 20, 5]) {
  test(`no line of the bar reaches the end of ${columns} columns`, () => {
    const { stream, progress } = start(columns);
    progress.streamStarted({ operations: null, durationMs: 21_600_000, perSecond: 5_000 });
    progress.streamTick({
      ...tick,
      committed: 101_234_567,
      inserts: 70_000_000,
      updates: 30_000_000,
      deletes: 5,
      failed: 3,
    });
    progress.note('');
    // oxlint-disable-next-line eslint/no-control-regex
    for (const drawn of stream.text.split(/\u001b\[\d*[GK]|\r|\n/)) assert.ok(drawn.length < columns, drawn);
    progress.streamFinished();
  });
}

test('the width is read anew at each drawing: a terminal may be resized', () => {
  const { stream, progress } = start(120);
  progress.streamStarted(fiveMinutes);
  progress.streamTick(tick);
  stream.columns = 40;
  progress.note('');
  assert.ok((stream.screen().at(-1) ?? '').length < 40);
  progress.streamFinished();
});

test('without duration and number of operations there is no bar to fill', () => {
  const { stream, progress } = start();
  progress.streamStarted({ operations: null, durationMs: null, perSecond: null });
  progress.streamTick(tick);
  progress.note('');
  assert.equal(stream.screen().at(-1), '00:45  12 400 operations (276/s)  INSERT 8 680  UPDATE 3 720  p99 84 ms');
  progress.streamFinished();
});

test('it hides no cursor, switches no wrapping off, saves no position', () => {
  const { stream, progress } = start();
  progress.seedStarted(10);
  progress.seedRows(5, 'exames');
  progress.note('note');
  progress.seedFinished();
  // oxlint-disable-next-line eslint/no-control-regex
  assert.doesNotMatch(stream.text, /\u001b\[\?|\u001b[78]/);
});

test('it handles no signal and holds no process, even when the run is aborted', () => {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const listeners = signals.map(signal => process.listenerCount(signal));
  const held = process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
  const { progress } = start();
  progress.seedStarted(10);
  progress.seedRows(5, 'exames');
  assert.deepEqual(
    signals.map(signal => process.listenerCount(signal)),
    listeners,
  );
  assert.equal(process.getActiveResourcesInfo().filter(name => name === 'Timeout').length, held);
});

test('a phase that was never finished leaves no second bar', () => {
  const { stream, progress } = start();
  progress.seedStarted(10);
  progress.streamStarted(fiveMinutes);
  progress.streamTick(tick);
  progress.streamFinished();
  assert.deepEqual(stream.screen(), ['Stream phase: 12 400 operations in 45.2 s (274/s)', '']);
});
