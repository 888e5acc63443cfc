import assert from 'node:assert/strict';
import { test } from 'node:test';
import { committed, rejected } from '../helpers/fake-sender.ts';
import { beginStream } from '../helpers/fake-stream.ts';
import { change, children, operation, parents } from '../helpers/operations.ts';

const onlyTouching = (row: number, table = children) => [change({ kind: 'update', table, row })];
const childOf = (row: number, parent: number) => [change({ kind: 'insert', table: children, row, refersTo: [parent] })];
const numbersFrom = (count: number) => Array.from({ length: count }, (_, number) => number);

test('operations go out when they are due, in the order of their lane', async t => {
  const lanes = [
    [operation({ number: 0, dueUs: 3_000 }), operation({ number: 2, dueUs: 9_000 })],
    [operation({ number: 1, lane: 1, dueUs: 5_000 }), operation({ number: 3, lane: 1, dueUs: 9_000 })],
  ];
  const stream = beginStream(t, { lanes });
  await stream.time.pass(100);
  assert.deepEqual(stream.senders[0]!.sent, [
    { number: 0, atMs: 3 },
    { number: 1, atMs: 5 },
    { number: 2, atMs: 9 },
    { number: 3, atMs: 9 },
  ]);
  assert.deepEqual([...stream.notes.howLate.values()], ['onTime', 'onTime', 'onTime', 'onTime']);
  const { ending, operationsPerLane, durationUs } = stream.result()!;
  assert.deepEqual(
    { ending, operationsPerLane, durationUs },
    {
      ending: 'planDone',
      operationsPerLane: [2, 2],
      durationUs: 10_000,
    },
  );
  assert.equal(stream.time.pending, 0, 'timers are left behind');
});

test('a lane stays on one connection, lanes are spread over connections in turn', async t => {
  const lanes = numbersFrom(5).map(lane => [operation({ number: lane, lane }), operation({ number: lane + 5, lane })]);
  const stream = beginStream(t, { lanes, connections: 2 });
  await stream.time.pass(10);
  assert.deepEqual(
    [...stream.senders[0]!.numbers].sort((a, b) => a - b),
    [0, 2, 4, 5, 7, 9],
  );
  assert.deepEqual(
    [...stream.senders[1]!.numbers].sort((a, b) => a - b),
    [1, 3, 6, 8],
  );
});

test('lanes of a connection take turns', async t => {
  const lanes = [0, 1, 2].map(lane => [0, 1].map(turn => operation({ number: turn * 3 + lane, lane })));
  const stream = beginStream(t, { lanes, closedLoop: true });
  await stream.time.pass(10);
  assert.deepEqual(stream.senders[0]!.numbers, [0, 1, 2, 3, 4, 5]);
});

const conflicts = {
  'both touch a row': [onlyTouching(7), onlyTouching(7)],
  'the first touches what the second refers to': [onlyTouching(3, parents), childOf(1, 3)],
  'the first refers to what the second touches': [childOf(1, 3), onlyTouching(3, parents)],
  'the conflict lies in a later statement': [
    [...onlyTouching(1), ...onlyTouching(2)],
    [...onlyTouching(5), ...childOf(6, 4), ...onlyTouching(2)],
  ],
};
for (const [name, [first, second]] of Object.entries(conflicts)) {
  test(`an operation waits for an earlier one of its lane, other lanes do not: ${name}`, async t => {
    const lanes = [
      [operation({ number: 0, changes: first! }), operation({ number: 2, changes: second!, dueUs: 1_000 })],
      [1, 3, 5].map(number => operation({ number, lane: 1, dueUs: number * 1_000 })),
    ];
    const answering = ({ number }: { number: number }) => ({ afterMs: number === 0 ? 50 : 2 });
    const stream = beginStream(t, { lanes, answering });
    await stream.time.pass(100);
    assert.deepEqual(stream.senders[0]!.sent, [
      { number: 0, atMs: 0 },
      { number: 1, atMs: 1 },
      { number: 3, atMs: 3 },
      { number: 5, atMs: 5 },
      { number: 2, atMs: 50 },
    ]);
    assert.equal(stream.notes.howLate.get(2), 'queued');
  });
}

const harmless = {
  'they share a parent': [childOf(1, 3), childOf(2, 3)],
  'the same number in another table': [onlyTouching(3, parents), onlyTouching(3, children)],
  'they refer to a row and to its neighbour': [onlyTouching(3, parents), childOf(1, 4)],
};
for (const [name, [first, second]] of Object.entries(harmless)) {
  test(`no conflict: ${name}`, async t => {
    const lanes = [[operation({ number: 0, changes: first! }), operation({ number: 1, changes: second! })]];
    const stream = beginStream(t, { lanes, answering: () => ({ afterMs: 50 }) });
    await stream.time.pass(10);
    assert.deepEqual(stream.senders[0]!.numbers, [0, 1]);
  });
}

test('nothing overtakes a waiting operation within its lane', async t => {
  const waiting = [onlyTouching(1), onlyTouching(1), onlyTouching(9)];
  const lane = waiting.map((changes, number) => operation({ number, changes }));
  const stream = beginStream(t, { lanes: [lane], answering: () => ({ afterMs: 10 }) });
  await stream.time.pass(5);
  assert.deepEqual(stream.senders[0]!.numbers, [0]);
  await stream.time.pass(10);
  assert.deepEqual(stream.senders[0]!.numbers, [0, 1, 2]);
});

test('at most `pipeline` operations are in flight on a connection', async t => {
  const lanes = [0, 1].map(lane => numbersFrom(20).map(turn => operation({ number: turn * 2 + lane, lane })));
  const stream = beginStream(t, { lanes, pipeline: 3, answering: () => ({ afterMs: 10 }) });
  await stream.time.pass(5);
  assert.equal(stream.senders[0]!.inFlight.length, 3);
  await stream.time.pass(1_000);
  assert.equal(stream.senders[0]!.inFlightMax, 3);
  assert.equal(stream.senders[0]!.sent.length, 40);
  assert.equal(stream.notes.howLate.get(3), 'queued');
});

test('late is what the generator held up, queued what the server did', async t => {
  const lane = [
    operation({ number: 0, dueUs: 10_000, changes: onlyTouching(1) }),
    operation({ number: 1, dueUs: 20_000, changes: onlyTouching(1) }),
    operation({ number: 2, dueUs: 200_000 }),
    operation({ number: 3, dueUs: 300_000 }),
  ];
  const stream = beginStream(t, { lanes: [lane], answering: () => ({ afterMs: 40 }), lateUs: 5_000 });
  await stream.time.pass(190);
  stream.time.block(16);
  await stream.time.pass(100);
  stream.time.block(4);
  await stream.time.pass(100);
  assert.deepEqual(Object.fromEntries(stream.notes.howLate), { 0: 'onTime', 1: 'queued', 2: 'late', 3: 'onTime' });
  assert.deepEqual(stream.notes.times.get(2), { dueUs: 200_000, sentUs: 206_000, answeredUs: 246_000 });
  assert.deepEqual(stream.notes.times.get(1), { dueUs: 20_000, sentUs: 50_000, answeredUs: 90_000 });
});

test('in a closed loop an operation counts from its sending and is never late', async t => {
  const lane = numbersFrom(4).map(number => operation({ number, dueUs: number * 1_000, changes: onlyTouching(1) }));
  const stream = beginStream(t, { lanes: [lane], closedLoop: true, answering: () => ({ afterMs: 100 }) });
  await stream.time.pass(1_000);
  assert.deepEqual(stream.notes.times.get(3), { dueUs: 300_000, sentUs: 300_000, answeredUs: 400_000 });
  assert.deepEqual(new Set(stream.notes.howLate.values()), new Set(['onTime']));
});

test('a closed loop ends with its duration, and what is in flight is finished', async t => {
  const lane = numbersFrom(1_000).map(number => operation({ number }));
  const answering = () => ({ afterMs: 30 });
  const stream = beginStream(t, { lanes: [lane], closedLoop: true, durationUs: 100_000, pipeline: 2, answering });
  await stream.time.pass(119);
  assert.equal(stream.result(), undefined);
  await stream.time.pass(200);
  assert.equal(stream.senders[0]!.sent.length, 8);
  assert.equal(Math.max(...stream.senders[0]!.sent.map(({ atMs }) => atMs)), 90);
  assert.deepEqual([stream.result()?.ending, stream.result()?.operationsPerLane], ['timeOver', [8]]);
  assert.equal(stream.notes.outcomes.size, 8);
});

test('an open loop finishes what was due within the grace', async t => {
  const lane = numbersFrom(10).map(number => operation({ number, dueUs: number * 10_000, changes: onlyTouching(1) }));
  const answering = () => ({ afterMs: 50 });
  const stream = beginStream(t, { lanes: [lane], durationUs: 100_000, graceUs: 1_000_000, answering });
  await stream.time.pass(2_000);
  const { ending, operationsPerLane, durationUs } = stream.result()!;
  assert.deepEqual([ending, operationsPerLane, durationUs], ['planDone', [10], 500_000]);
});

test('an open loop that the grace does not suffice leaves operations unfinished', async t => {
  const lane = numbersFrom(10).map(number => operation({ number, dueUs: number * 10_000, changes: onlyTouching(1) }));
  const answering = () => ({ afterMs: 50 });
  const stream = beginStream(t, { lanes: [lane], durationUs: 100_000, graceUs: 120_000, answering });
  await stream.time.pass(2_000);
  const { ending, operationsPerLane, durationUs } = stream.result()!;
  assert.deepEqual([ending, operationsPerLane, durationUs], ['timeOver', [5], 250_000]);
});

test('an interruption sends nothing more and waits for what is in flight', async t => {
  const lanes = [0, 1].map(lane => numbersFrom(50).map(turn => operation({ number: turn * 2 + lane, lane })));
  const stream = beginStream(t, { lanes, connections: 2, pipeline: 2, answering: () => ({ afterMs: 10 }) });
  await stream.time.pass(25);
  const sent = stream.senders.map(({ sent: each }) => each.length);
  stream.interrupt();
  assert.equal(stream.result(), undefined);
  await stream.time.pass(1_000);
  assert.deepEqual(
    stream.senders.map(({ sent: each }) => each.length),
    sent,
  );
  assert.equal(stream.notes.outcomes.size, 12);
  assert.deepEqual([stream.result()?.ending, stream.result()?.operationsPerLane], ['interrupted', [6, 6]]);
  assert.equal(stream.time.pending, 0, 'timers are left behind');
});

for (const sqlState of ['40001', '40P01', '55P03']) {
  test(`${sqlState} is sent again until it works, and the lane's conflicting operation waits`, async t => {
    const lane = [0, 1].map(number => operation({ number, changes: onlyTouching(1) }));
    const answering = ({ number }: { number: number }, attempt: number) => {
      return { afterMs: 5, outcome: number === 0 && attempt < 4 ? rejected(sqlState) : committed };
    };
    const stream = beginStream(t, { lanes: [lane], answering });
    await stream.time.pass(100);
    assert.deepEqual(stream.senders[0]!.numbers, [0, 0, 0, 0, 1]);
    assert.deepEqual(stream.notes.retries, [0, 0, 0]);
    assert.deepEqual(stream.notes.outcomes.get(0), committed);
    assert.deepEqual(stream.notes.times.get(0), { dueUs: 0, sentUs: 0, answeredUs: 20_000 });
  });
}

test('a retry that never works ends as a rejection after ten', async t => {
  const stream = beginStream(t, {
    lanes: [[operation({ number: 0 })]],
    answering: () => ({ afterMs: 1, outcome: rejected('40P01') }),
  });
  await stream.time.pass(100);
  assert.equal(stream.senders[0]!.sent.length, 11);
  assert.deepEqual(stream.notes.outcomes.get(0), rejected('40P01'));
  assert.equal(stream.result()?.ending, 'planDone');
});

for (const sqlState of ['23505', '23503', '57014', '25P02', '26000', '40000', '40002', '53100']) {
  test(`${sqlState} is not sent again`, async t => {
    const lane = [0, 1].map(number => operation({ number }));
    const stream = beginStream(t, { lanes: [lane], answering: () => ({ afterMs: 1, outcome: rejected(sqlState) }) });
    await stream.time.pass(100);
    assert.deepEqual(stream.senders[0]!.numbers, [0, 1]);
    assert.deepEqual(stream.notes.retries, []);
    assert.deepEqual(stream.notes.outcomes.get(1), rejected(sqlState));
  });
}

test('an unknown outcome stops everything, on the other connections too', async t => {
  const lanes = [0, 1].map(lane => numbersFrom(100).map(turn => operation({ number: turn * 2 + lane, lane })));
  const reason = 'the socket is gone';
  const answering = ({ number }: { number: number }) => {
    return { afterMs: 10, outcome: number === 8 ? ({ kind: 'unknown', reason } as const) : committed };
  };
  const stream = beginStream(t, { lanes, connections: 2, pipeline: 2, answering });
  await stream.time.pass(1_000);
  const { ending, lossReason } = stream.result()!;
  assert.deepEqual({ ending, lossReason }, { ending: 'connectionLost', lossReason: reason });
  const sent = stream.senders.flatMap(sender => sender.numbers);
  assert.ok(sent.length <= 14, `${sent.length} operations went out`);
  assert.deepEqual(
    [...stream.notes.outcomes.keys()].sort((a, b) => a - b),
    sent.sort((a, b) => a - b),
  );
});

test('skips are counted when they are due and never sent', async t => {
  const lane = [
    operation({ number: 0, dueUs: 1_000 }),
    operation({ number: 1, dueUs: 2_000, event: undefined, changes: [] }),
    operation({ number: 2, dueUs: 9_000, event: undefined, changes: [] }),
    operation({ number: 3, dueUs: 9_000 }),
  ];
  const stream = beginStream(t, { lanes: [lane] });
  await stream.time.pass(8);
  assert.deepEqual(stream.notes.skips, [1]);
  await stream.time.pass(8);
  assert.deepEqual(
    [stream.notes.skips, stream.senders[0]!.numbers],
    [
      [1, 2],
      [0, 3],
    ],
  );
  assert.deepEqual(stream.result()?.operationsPerLane, [4]);
});

test('a closed loop of nothing but skips comes to its end', async t => {
  const skips = numbersFrom(3_500).map(number => operation({ number, event: undefined, changes: [] }));
  const stream = beginStream(t, { lanes: [skips], closedLoop: true });
  await stream.time.pass(10_000);
  assert.equal(stream.notes.skips.length, 3_500);
  assert.equal(stream.result()?.ending, 'planDone');
});

test('an endless closed loop of nothing but skips ends with its duration', async t => {
  let number = 0;
  const endless = { [Symbol.iterator]: () => ({ next: () => ({ value: skip(), done: false as const }) }) };
  const skip = () => operation({ number: number++, event: undefined, changes: [] });
  const lanes = [endless as unknown as ReturnType<typeof operation>[]];
  const stream = beginStream(t, { lanes, closedLoop: true, durationUs: 50_000 });
  await stream.time.pass(1_000);
  assert.equal(stream.result()?.ending, 'timeOver');
});

test('an operation without an answer for too long costs the connection', async t => {
  const lanes = [
    [operation({ number: 0 }), operation({ number: 1 })],
    [operation({ number: 2, lane: 1, dueUs: 10_000_000 })],
  ];
  const answering = ({ number }: { number: number }) => (number === 1 ? undefined : { afterMs: 1 });
  const stream = beginStream(t, { lanes, answering, operationTimeoutUs: 3_000_000 });
  await stream.time.pass(2_999);
  assert.deepEqual(stream.senders[0]!.abandoned, []);
  await stream.time.pass(1_001);
  assert.deepEqual(stream.senders[0]!.abandoned, ['no answer to operation 1 within the operation timeout']);
  assert.equal(stream.notes.outcomes.get(1)?.kind, 'unknown');
  assert.deepEqual([stream.result()?.ending, stream.senders[0]!.numbers], ['connectionLost', [0, 1]]);
});

test('an operation that is in flight when the time is over still has its deadline', async t => {
  const stream = beginStream(t, {
    lanes: [[operation({ number: 0 })]],
    answering: () => undefined,
    durationUs: 1_000_000,
    graceUs: 0,
    operationTimeoutUs: 5_000_000,
  });
  await stream.time.pass(4_000);
  assert.equal(stream.result(), undefined);
  await stream.time.pass(2_000);
  assert.equal(stream.result()?.ending, 'timeOver');
  assert.equal(stream.notes.outcomes.get(0)?.kind, 'unknown');
});

test('waits of more than 2^31 ms do not overflow timers', async t => {
  const day = 86_400_000;
  const lane = [operation({ number: 0 }), operation({ number: 1, dueUs: 26 * day * 1_000 })];
  const stream = beginStream(t, { lanes: [lane], durationUs: 27 * day * 1_000 });
  const wake = stream.time.fired;
  await stream.time.pass(10_000);
  assert.ok(stream.time.fired - wake < 50, `${stream.time.fired - wake} timers fired in 10 s`);
  stream.time.intervalMsMin = 600_000;
  await stream.time.pass(26 * day);
  assert.equal(stream.time.overlong, 0);
  assert.deepEqual(stream.senders[0]!.sent, [
    { number: 0, atMs: 0 },
    { number: 1, atMs: 26 * day },
  ]);
  assert.equal(stream.result()?.ending, 'planDone');
});

test('operations per lane: so many are taken and no more, whatever the duration of a closed loop', async t => {
  const lanes = [0, 1].map(lane => numbersFrom(50).map(turn => operation({ number: turn * 2 + lane, lane })));
  const stream = beginStream(t, {
    lanes,
    closedLoop: true,
    pipeline: 1,
    durationUs: 10_000,
    operationsPerLane: [7, 3],
    answering: () => ({ afterMs: 10 }),
  });
  await stream.time.pass(1_000);
  assert.deepEqual([stream.result()?.operationsPerLane, stream.result()?.ending], [[7, 3], 'planDone']);
});
