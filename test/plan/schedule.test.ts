import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Schedule, type ScheduleSettings } from '../../src/plan/schedule.ts';
import type { Stage } from '../../src/scenario/scenario.ts';
import { fraction, type Fraction } from '../../src/shared/fraction.ts';

const still = { jitterUs: 0, lanes: 4, durationUs: undefined, operations: undefined };

function scheduleOf(settings: Partial<ScheduleSettings> & Pick<ScheduleSettings, 'pace'>): Schedule {
  return new Schedule(1, { ...still, ...settings });
}

function dueTimes(schedule: Schedule, count: number): number[] {
  return Array.from({ length: count }, (_, number) => schedule.dueUs(number));
}

test('an interval: operation i is due i intervals after the start, and the end is left out', () => {
  const pace = { kind: 'interval', us: 2_000_000 } as const;
  const schedule = scheduleOf({ pace, durationUs: 300_000_000 });
  assert.equal(schedule.count, 150);
  assert.equal(schedule.lengthUs, 300_000_000);
  assert.deepEqual(
    [0, 1, 149].map(number => schedule.dueUs(number)),
    [0, 2_000_000, 298_000_000],
  );
  const counts = [1, 1_999_999, 2_000_000, 2_000_001, 4_000_000].map(
    durationUs => scheduleOf({ pace, durationUs }).count,
  );
  assert.deepEqual(counts, [1, 1, 1, 2, 2]);
});

test('a number of operations ends the plan where the duration does not', () => {
  const pace = { kind: 'interval', us: 1_000 } as const;
  assert.equal(scheduleOf({ pace, operations: 7 }).count, 7);
  assert.equal(scheduleOf({ pace, operations: 7 }).lengthUs, 7_000);
  assert.equal(scheduleOf({ pace, operations: 7, durationUs: 3_000 }).count, 3);
  assert.equal(scheduleOf({ pace, operations: 2, durationUs: 3_000 }).count, 2);
});

test('a closed loop has no end of its own, and its clock ticks a millisecond an operation', () => {
  const pace = { kind: 'closedLoop' } as const;
  const schedule = scheduleOf({ pace, durationUs: 5_000_000 });
  assert.equal(schedule.closedLoop, true);
  assert.equal(schedule.count, undefined);
  assert.equal(schedule.lengthUs, undefined);
  assert.deepEqual(dueTimes(schedule, 3), [0, 1_000, 2_000]);
  assert.equal(scheduleOf({ pace, operations: 9, durationUs: 1 }).count, 9);
});

const anyRate = fc
  .tuple(fc.integer({ min: 1, max: 9_000_000 }), fc.constantFrom(1, 1_000, 60_000, 3_600_000))
  .map(([numerator, denominator]) => fraction(numerator, denominator));

test('a rate: operation i is due at the whole microsecond below i / rate', () => {
  const centuryUs = 3_153_600_000_000_000;
  const property = fc.property(anyRate, fc.nat({ max: 1_000_000 }), (perSecond, wanted) => {
    const number = wanted % Math.ceil((centuryUs / 1_000_000) * (perSecond.numerator / perSecond.denominator));
    const due = scheduleOf({ pace: { kind: 'rate', perSecond } }).dueUs(number);
    // due <= number / rate < due + 1, in whole numbers.
    const exact = BigInt(number) * BigInt(perSecond.denominator) * 1_000_000n;
    const early = BigInt(due) * BigInt(perSecond.numerator) <= exact;
    const late = (BigInt(due) + 1n) * BigInt(perSecond.numerator) > exact;
    assert.deepEqual({ early, late }, { early: true, late: true }, `operation ${number} at ${due}`);
  });
  fc.assert(property, { numRuns: 500 });
});

test('a rate of a third a second does not drift, nor does one with awkward terms', () => {
  const schedule = scheduleOf({ pace: { kind: 'rate', perSecond: fraction(3, 1) }, durationUs: 1_000_000 });
  assert.deepEqual(dueTimes(schedule, 4), [0, 333_333, 666_666, 1_000_000]);
  assert.equal(schedule.count, 3);
  assert.equal(schedule.dueUs(3_000_000), 1_000_000_000_000);
  // 7777.777 a minute: the product of its terms is no safe integer.
  const awkward = scheduleOf({ pace: { kind: 'rate', perSecond: fraction(7_777_777, 60_000) } });
  assert.equal(awkward.dueUs(1_106_111), Number((1_106_111n * 60_000_000_000n) / 7_777_777n));
});

const anyStage: fc.Arbitrary<Stage> = fc
  .record({
    durationUs: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20_000_000 })),
    from: fc.tuple(fc.nat({ max: 400 }), fc.constantFrom(1, 3, 60)),
    to: fc.tuple(fc.nat({ max: 400 }), fc.constantFrom(1, 7, 1_000)),
  })
  .filter(({ from, to }) => from[0] + to[0] > 0)
  .map(({ durationUs, from, to }) => ({ durationUs, from: fraction(...from), to: fraction(...to) }));

/** Operations that became due up to a moment, times a whole number: plain rational arithmetic, stage by stage. */
function cumulative(stages: readonly Stage[], untilUs: number): { times: bigint; over: bigint } {
  let [times, over] = [0n, 1n];
  let left = BigInt(untilUs);
  for (const { durationUs, from, to } of stages) {
    const t = left < BigInt(durationUs) ? left : BigInt(durationUs);
    // a t + (b - a) t^2 / (2 T), rates a second, time in microseconds.
    const [a, b, T] = [rational(from), rational(to), BigInt(durationUs)];
    const up = 2n * a.up * b.down * T * t + (b.up * a.down - a.up * b.down) * t * t;
    const down = 2n * a.down * b.down * T * 1_000_000n;
    [times, over] = [times * down + up * over, over * down];
    left -= t;
  }
  return { times, over };
}

function rational({ numerator, denominator }: Fraction): { up: bigint; down: bigint } {
  return { up: BigInt(numerator), down: BigInt(denominator) };
}

/** The last whole microsecond at which no more than `number` operations became due, by bisection. */
function slowDueUs(stages: readonly Stage[], number: number): number {
  let [low, high] = [0, stages.reduce((sum, stage) => sum + stage.durationUs, 0)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const { times, over } = cumulative(stages, middle);
    if (times <= BigInt(number) * over) low = middle;
    else high = middle - 1;
  }
  return low;
}

test('stages: each due time is that of a slow, exact calculation', () => {
  const property = fc.property(fc.array(anyStage, { minLength: 1, maxLength: 4 }), fc.nat(), (stages, start) => {
    const durationUs = stages.reduce((sum, stage) => sum + stage.durationUs, 0);
    const schedule = scheduleOf({ pace: { kind: 'stages', stages }, durationUs });
    const count = schedule.count!;
    const { times, over } = cumulative(stages, durationUs);
    // Nominal times below the end: i operations are due before the end exactly when i is below the whole sum.
    assert.equal(count, Number((times + over - 1n) / over));
    const tried = [0, 1, count - 1, ...Array.from({ length: 8 }, (_, place) => (start + place * 7_919) % count)];
    for (const number of tried.filter(each => each >= 0 && each < count)) {
      assert.equal(schedule.dueUs(number), slowDueUs(stages, number), `operation ${number}`);
    }
  });
  fc.assert(property, { numRuns: 300, includeErrorInReport: true });
});

test('a long and gentle ramp, where floating point is off by many microseconds, is exact too', () => {
  const stages: Stage[] = [{ durationUs: 604_800_000_000, from: fraction(1_000_000, 1), to: fraction(1_000_001, 1) }];
  const schedule = scheduleOf({ pace: { kind: 'stages', stages }, durationUs: 604_800_000_000 });
  for (let number = 1; number < 600_000_000_000; number += 12_345_678_901) {
    assert.equal(schedule.dueUs(number), slowDueUs(stages, number), `operation ${number}`);
  }
});

test('a ramp down to nothing stays within its stage', () => {
  const stages: Stage[] = [
    { durationUs: 3_600_000_000, from: fraction(1_000, 1), to: fraction(0, 1) },
    { durationUs: 1_000_000, from: fraction(0, 1), to: fraction(2, 1) },
  ];
  const schedule = scheduleOf({ pace: { kind: 'stages', stages }, durationUs: 3_601_000_000 });
  assert.equal(schedule.count, 1_800_001);
  for (const number of [1_799_998, 1_799_999, 1_800_000])
    assert.equal(schedule.dueUs(number), slowDueUs(stages, number));
  assert.equal(schedule.dueUs(1_800_000), 3_600_000_000);
});

const anyJitter = fc
  .record({
    us: fc.integer({ min: 1, max: 5_000 }),
    lanes: fc.integer({ min: 1, max: 9 }),
    // Validation allows no more than 100 %; up to 200 % one look back is enough to keep the order.
    share: fc.integer({ min: 0, max: 200 }),
    randomSeed: fc.nat(),
  })
  .map(({ us, lanes, share, randomSeed }) => {
    const jitterUs = Math.floor((us * lanes * share) / 100);
    return { randomSeed, settings: { ...still, pace: { kind: 'interval', us } as const, lanes, jitterUs } };
  });

test('jitter moves a due time by 0 to that much and never past its predecessor of the lane', () => {
  const property = fc.property(anyJitter, ({ randomSeed, settings }) => {
    const { lanes, jitterUs, pace } = settings;
    const due = dueTimes(new Schedule(randomSeed, settings), 200);
    for (const [number, us] of due.entries()) {
      const nominal = number * pace.us;
      assert.ok(us >= nominal && us <= nominal + jitterUs, `${us} is not in ${nominal}..${nominal + jitterUs}`);
      const before = due[number - lanes] ?? 0;
      assert.ok(us >= before, `operation ${number} is due at ${us}, the one before it in its lane at ${before}`);
    }
  });
  fc.assert(property, { numRuns: 200 });
});

test('jitter takes every value between its ends', () => {
  const pace = { kind: 'interval', us: 10 } as const;
  const moved = dueTimes(scheduleOf({ pace, jitterUs: 3 }), 400).map((us, number) => us - number * 10);
  assert.deepEqual(
    [...new Set(moved)].sort((a, b) => a - b),
    [0, 1, 2, 3],
  );
});

test('due times are random access', () => {
  const property = fc.property(anyJitter, fc.nat({ max: 100_000 }), ({ randomSeed, settings }, number) => {
    const schedule = new Schedule(randomSeed, settings);
    const alone = new Schedule(randomSeed, settings).dueUs(number);
    for (const other of [number + 3, 0, number * 2]) schedule.dueUs(other);
    assert.equal(schedule.dueUs(number), alone);
  });
  fc.assert(property, { numRuns: 100 });
});
