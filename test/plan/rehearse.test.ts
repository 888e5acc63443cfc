import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rehearse, type Rehearsal } from '../../src/plan/rehearse.ts';
import { modelOf, workloadOf } from './workloads.ts';

function rehearsed(model: string, operations: number, lanes = 1): Rehearsal {
  const pace = { pace: { kind: 'closedLoop' }, jitterUs: 0 } as const;
  return rehearse(workloadOf(modelOf(model), { randomSeed: 1, lanes, operations, pace }));
}

const codes = `
tables: { codes: { rows: 10, key: id, columns: { code: { sequence: "X{nn}" } } } }
events: { make: { insert: codes } }
`;

test('unique values may be used up to the last one', () => {
  for (const lanes of [1, 2, 3, 9, 10]) {
    const { exhausted, warnings, summary } = rehearsed(codes, 90, lanes);
    assert.deepEqual({ exhausted, warnings }, { exhausted: [], warnings: [] });
    assert.deepEqual(summary.byEvent, [90]);
  }
});

test('one insert more than there are unique values is said with the counts', () => {
  const { exhausted, summary } = rehearsed(codes, 91);
  assert.deepEqual(exhausted, [
    {
      table: 'codes',
      message: 'has room for 100 unique rows: 10 are seeded and the stream inserts more than are left',
    },
  ]);
  assert.equal(summary.skipped, 1);
});

test('the values that an event gives count too', () => {
  const { exhausted } = rehearsed(
    `
tables: { codes: { rows: 5, key: id, columns: { code: { digits: 3 } } } }
events: { make: { insert: codes, with: { code: { sequence: "Y{n}" } } } }
`,
    6,
  );
  assert.deepEqual(exhausted, [
    { table: 'codes', message: 'has room for 10 unique rows: 5 are seeded and the stream inserts more than are left' },
  ]);
});

test('combinations of parents run out as well', () => {
  const model = `
tables:
  a: { rows: 3, key: id, columns: {} }
  b: { rows: 4, key: id, columns: {} }
  ab: { rows: 5, key: [a_id, b_id], columns: { a_id: { ref: a }, b_id: { ref: b } } }
events: { pair: { insert: ab } }
`;
  assert.deepEqual(rehearsed(model, 7).exhausted, []);
  assert.deepEqual(rehearsed(model, 8).exhausted, [
    { table: 'ab', message: 'has room for 12 unique rows: 5 are seeded and the stream inserts more than are left' },
  ]);
});

test('a unique column that events set anew has half its values for that', () => {
  const model = `
tables: { codes: { rows: 5, key: id, columns: { code: { sequence: "X{nn}" } } } }
events: { change: { update: codes, redraw: code } }
`;
  assert.deepEqual(rehearsed(model, 40).exhausted, []);
  assert.deepEqual(rehearsed(model, 60).exhausted, [
    {
      table: 'codes',
      message: 'has a unique column that events set anew until no value is left: give it a longer sequence',
    },
  ]);
});

test('what is expected to be rejected uses up nothing', () => {
  const model = codes.replace('{ insert: codes }', '{ insert: codes, expect: "23505" }');
  assert.deepEqual(rehearsed(model, 500).exhausted, []);
});

test('more demand than supply is a warning with the share, up to 1 % is not', () => {
  const model = (weight: number): string => `
tables: { t: { rows: 5, key: id, columns: { a: { int: { from: 1, to: 9 } } } } }
events:
  make: { weight: ${weight}, insert: t }
  fill: { weight: 1, update: t, fill: a }
`;
  assert.deepEqual(rehearsed(model(99), 1_000).warnings, []);
  assert.deepEqual(rehearsed(model(49), 1_000).warnings, [
    '20 of 1 000 operations (2.0 %) find no suitable row and are replaced by another event: there are not enough rows for the events that update or delete them',
  ]);
});

test('no more operations are planned than the limit', () => {
  const pace = { pace: { kind: 'closedLoop' }, jitterUs: 0 } as const;
  const workload = workloadOf(modelOf(codes), { randomSeed: 1, lanes: 1, operations: 1_000, pace });
  assert.equal(rehearse(workload, 5).summary.operations, 5);
});
