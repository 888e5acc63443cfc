import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Schedule, type ScheduleSettings } from '../../src/plan/schedule.ts';
import { Timeline } from '../../src/plan/timeline.ts';

const anySettings = (lanes: number): fc.Arbitrary<ScheduleSettings> =>
  fc.record({
    pace: fc.constantFrom<ScheduleSettings['pace']>(
      { kind: 'closedLoop' },
      { kind: 'interval', us: 700_000 },
      { kind: 'rate', perSecond: { numerator: 7, denominator: 3 } },
    ),
    jitterUs: fc.constantFrom(0, 400_000),
    lanes: fc.constant(lanes),
    durationUs: fc.option(fc.integer({ min: 1, max: 60_000_000 }), { nil: undefined }),
    operations: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  });

const anyStreams = fc.integer({ min: 1, max: 5 }).chain(lanes =>
  fc.record({
    last: anySettings(lanes),
    earlier: fc.array(
      fc.record({
        schedule: anySettings(lanes),
        operationsPerLane: fc.array(fc.nat({ max: 30 }), { minLength: lanes, maxLength: lanes }),
      }),
      { maxLength: 3 },
    ),
  }),
);

test('alone a stream is due as its schedule says', () => {
  const settings: ScheduleSettings = {
    pace: { kind: 'interval', us: 2_000_000 },
    jitterUs: 500_000,
    lanes: 3,
    durationUs: 60_000_000,
    operations: undefined,
  };
  const schedule = new Schedule(1, settings);
  const timeline = new Timeline(1, schedule, 3, []);
  for (let number = 0; number < 30; number++) {
    const [lane, operation] = [number % 3, Math.floor(number / 3)];
    assert.equal(timeline.dueUs(lane, operation), schedule.dueUs(number));
    assert.equal(timeline.isOver(lane, operation), false);
  }
  assert.deepEqual(
    [0, 1, 2].map(lane => timeline.isOver(lane, 10)),
    [true, true, true],
  );
  assert.equal(timeline.startUs, 0);
});

test('behind each other the due times of a lane never go back, and each stretch counts from its own beginning', () => {
  const property = fc.property(anyStreams, ({ last, earlier }) => {
    const timeline = new Timeline(7, new Schedule(7, last), last.lanes, earlier);
    for (let lane = 0; lane < last.lanes; lane++) {
      const from = earlier.reduce((sum, stream) => sum + stream.operationsPerLane[lane]!, 0);
      assert.equal(timeline.earlierPerLane[lane], from);
      let before = 0;
      for (let operation = 0; operation < from + 20; operation++) {
        const us = timeline.dueUs(lane, operation);
        assert.ok(
          us >= before,
          `operation ${operation} of lane ${lane} is due at ${us}, the one before it at ${before}`,
        );
        before = us;
        if (operation < from) assert.ok(us <= timeline.startUs, 'earlier streams end before this one begins');
        else assert.equal(us, timeline.startUs + new Schedule(7, last).dueUs((operation - from) * last.lanes + lane));
      }
      const count = new Schedule(7, last).count ?? Infinity;
      const own = Array.from({ length: 70 }, (_, at) => at).filter(at => !timeline.isOver(lane, from + at));
      assert.equal(own.length, Math.min(70, Math.max(0, Math.ceil((count - lane) / last.lanes))));
    }
  });
  fc.assert(property, { numRuns: 200 });
});

test('a stream that took its whole plan is as long as its schedule, one cut short as long as what it took', () => {
  const settings: ScheduleSettings = {
    pace: { kind: 'interval', us: 2_000_000 },
    jitterUs: 0,
    lanes: 2,
    durationUs: 10_000_000,
    operations: undefined,
  };
  const startUs = (operationsPerLane: number[]): number =>
    new Timeline(1, new Schedule(1, settings), 2, [{ schedule: settings, operationsPerLane }]).startUs;
  assert.equal(startUs([3, 2]), 10_000_000);
  assert.equal(startUs([2, 2]), 6_000_000);
  assert.equal(startUs([0, 0]), 0);
});
