import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgress } from '../../../src/report/console/progress.ts';
import { waitingNotes } from '../../../src/report/console/waiting-notes.ts';
import { FakeStream } from './fake-stream.ts';
import { ManualClock } from './manual-clock.ts';
import { plain } from './plain-colour.ts';

test('a line every ten seconds of the clock says what is waited for then', () => {
  const stream = new FakeStream();
  const clock = new ManualClock();
  const note = waitingNotes({ clock, progress: createProgress({ stream, mode: 'lines', colour: plain, clock }) });
  for (let second = 0; second <= 25; second++) {
    note(() => `replica: ${second} of 25 rows`);
    clock.advanceMs(1_000);
  }
  assert.deepEqual(stream.lines(), ['waiting for replica: 10 of 25 rows', 'waiting for replica: 20 of 25 rows']);
});
