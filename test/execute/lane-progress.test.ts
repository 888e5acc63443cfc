import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { LaneProgress } from '../../src/execute/lane-progress.ts';
import type { Outcome } from '../../src/execute/operation-sender.ts';
import type { Operation } from '../../src/plan/operation.ts';

const operation = (lane: number, number: number): Operation => ({
  number,
  lane,
  event: 0,
  substituted: false,
  dueUs: 0,
  changes: [],
  expect: undefined,
});
const committed: Outcome = { kind: 'committed', rowCounts: [1] };
const rejected: Outcome = { kind: 'rejected', sqlState: '23505', message: 'no' };
const unknown: Outcome = { kind: 'unknown', reason: 'gone' };

test('what counts are the answers without a gap, in whatever order they come', () => {
  const property = fc.property(
    fc.integer({ min: 1, max: 4 }),
    fc.nat({ max: 9 }),
    fc.uniqueArray(fc.nat({ max: 20 })),
    (lanes, from, answers) => {
      const lane = lanes - 1;
      const progress = new LaneProgress(Array<number>(lanes).fill(from));
      for (const place of answers) {
        const answered = operation(lane, (from + place) * lanes + lane);
        if (place % 3 === 0) progress.skipped({ ...answered, event: undefined });
        else progress.answered(answered, place % 3 === 1 ? committed : rejected);
      }
      let done = 0;
      while (answers.includes(done)) done += 1;
      assert.equal(progress.operationsPerLane[lane], from + done);
      assert.deepEqual(progress.operationsPerLane.slice(0, lane), Array<number>(lane).fill(from));
    },
  );
  fc.assert(property, { numRuns: 300 });
});

test('an unknown outcome is a gap', () => {
  const progress = new LaneProgress([0]);
  progress.answered(operation(0, 0), committed);
  progress.answered(operation(0, 1), unknown);
  progress.answered(operation(0, 2), committed);
  assert.deepEqual(progress.operationsPerLane, [1]);
});
