import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Operation } from '../../src/plan/operation.ts';
import { planOperations } from '../../src/plan/plan.ts';
import { modelOf, workloadOf } from './workloads.ts';

/** Each operation of one lane in short: its event, then what it does; `-` for a skip. */
function planned(model: string, operations: number, lanes = 1, randomSeed = 1): string[] {
  const compiled = modelOf(model);
  const pace = { pace: { kind: 'closedLoop' }, jitterUs: 0 } as const;
  const workload = workloadOf(compiled, { randomSeed, lanes, operations, pace });
  const short = ({ event, changes }: Operation): string => {
    if (event === undefined) return '-';
    const rows = changes.map(({ step, rowNumber, columns, values }) => {
      const { name, columns: all } = compiled.tables[step.table]!;
      const refers = all.findIndex(column => column.name === 'parent_id');
      const parent = values[columns.indexOf(refers)];
      return `${step.kind} ${name} ${rowNumber}${parent === undefined ? '' : ` of ${parent}`}`;
    });
    return [compiled.events[event]!.name, ...rows].join(', ');
  };
  return Array.from(planOperations(workload), short);
}

/** Events, how often each of them came up. */
function tally(lines: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) counts[line.split(',')[0]!] = (counts[line.split(',')[0]!] ?? 0) + 1;
  return counts;
}

const tables = `
tables:
  t: { rows: 2, key: id, columns: { a: { int: { from: 1, to: 1000000 } }, b: { digits: 3, nulls: 0% } } }
  none: { rows: 0, key: id, columns: { a: { digits: 5 } } }
`;

test('the next weighted event of the same kind takes the place of one that finds no row', () => {
  const events = `
events:
  impossible: { weight: 1, update: none, redraw: a }
  insert: { weight: 1, insert: t }
  unweighted: { weight: 0, update: t, redraw: a }
  first: { weight: 1, update: t, redraw: a }
  second: { weight: 1, update: t, redraw: b }
`;
  assert.deepEqual(tally(planned(tables + events, 400)), { insert: 100, first: 200, second: 100 });
});

test('the substitutes go round: after the last event comes the first', () => {
  const events = `
events:
  first: { weight: 1, update: t, redraw: a }
  insert: { weight: 1, insert: t }
  second: { weight: 1, update: t, redraw: b }
  impossible: { weight: 1, update: none, redraw: a }
`;
  assert.deepEqual(tally(planned(tables + events, 400)), { first: 200, insert: 100, second: 100 });
});

test('the substitute comes after the event, not before it', () => {
  const events = `
events:
  before: { weight: 1, update: t, redraw: a }
  impossible: { weight: 1, update: none, redraw: a }
  insert: { weight: 1, insert: t }
  after: { weight: 1, update: t, redraw: b }
`;
  assert.deepEqual(tally(planned(tables + events, 400)), { before: 100, insert: 100, after: 200 });
});

test('where no event of the kind is possible, one of another kind takes its place, and else none', () => {
  const other = `
events:
  impossible: { weight: 1, update: none, redraw: a }
  insert: { weight: 1, insert: t }
  remove: { weight: 1, delete: t, where: { b: null } }
`;
  assert.deepEqual(tally(planned(tables + other, 90)), { insert: 90 });
  const nothing = 'events: { impossible: { weight: 1, update: none, redraw: a } }';
  assert.deepEqual(planned(`${tables}${nothing}`, 3), ['-', '-', '-']);
});

test('a lane without rows of its own substitutes, though other lanes have some', () => {
  const events = `
events:
  change: { weight: 1, update: t, redraw: a }
  unweighted: { weight: 0, insert: t }
`;
  const lines = planned(tables + events, 9, 3);
  for (const [number, line] of lines.entries()) {
    assert.equal(line, number % 3 === 2 ? '-' : `change, update t ${(number % 3) + 1}`);
  }
});

test('what the server is expected to reject leaves no row and takes no row number', () => {
  const events = `
events:
  refused: { weight: 1, expect: "23514", insert: none }
  made: { weight: 1, insert: none }
`;
  const lines = planned(tables + events, 40);
  assert.deepEqual(tally(lines), { refused: 20, made: 20 });
  let next = 1;
  for (const line of lines) {
    assert.equal(line.split(', ')[1], `insert none ${next}`);
    if (line.startsWith('made')) next += 1;
  }
});

test('a noop may leave a row as it is, any other update is replaced when nothing can change', () => {
  const one = '\ntables: { t: { rows: 1, key: id, columns: { a: { oneOf: [x] } } } }\n';
  assert.deepEqual(planned(`${one}events: { same: { update: t, redraw: a, noop: true } }`, 2), [
    'same, update t 1',
    'same, update t 1',
  ]);
  assert.deepEqual(planned(`${one}events: { same: { update: t, redraw: a } }`, 2), ['-', '-']);
});

const family = (children: number): string => `
tables:
  parent: { rows: 2, key: id, columns: { a: { bool: 50% } } }
  child: { rows: ${children}, key: id, columns: { parent_id: { ref: parent } } }
`;

test('a delete leaves the row that an earlier step of the operation refers to', () => {
  const events = 'events: { swap: { steps: [{ insert: child }, { delete: parent }] } }';
  for (let randomSeed = 1; randomSeed <= 20; randomSeed++) {
    const [first, ...others] = planned(family(0) + events, 4, 1, randomSeed);
    assert.match(first!, /^swap, insert child 1 of 1, delete parent 2$|^swap, insert child 1 of 2, delete parent 1$/);
    assert.deepEqual(others, ['-', '-', '-']);
  }
});

test('a step does not refer to the row that an earlier step of the operation deletes', () => {
  const events = 'events: { swap: { steps: [{ delete: parent }, { insert: child }] } }';
  for (let randomSeed = 1; randomSeed <= 20; randomSeed++) {
    const [first, ...others] = planned(family(0) + events, 4, 1, randomSeed);
    assert.match(first!, /^swap, delete parent 2, insert child 1 of 1$|^swap, delete parent 1, insert child 1 of 2$/);
    // The row that is left has a child, so nothing can be deleted any more.
    assert.deepEqual(others, ['-', '-', '-']);
  }
});

test('a row taken over from an earlier step must suit the step that takes it over', () => {
  const flagged = `
tables: { t: { rows: 40, key: id, columns: { a: { digits: 9 }, b: { digits: 9 }, flag: { bool: 50% } } } }
events:
  both: { steps: [{ update: t, redraw: a }, { update: t, row: 1, redraw: b, where: { flag: true } }] }
`;
  const counts = tally(planned(flagged, 200));
  assert.ok(counts['both']! > 50 && counts['-']! > 50, JSON.stringify(counts));
  const remove =
    'events: { both: { steps: [{ update: parent, set: { a: { bool: 50% } } }, { delete: parent, row: 1 }] } }';
  for (const line of planned(family(30) + remove, 20)) assert.equal(line, '-');
});

test('a row of the same operation can be moved, referred to and deleted again', () => {
  const model = `
tables:
  a: { rows: 0, key: { uuid: id }, columns: { s: { start: [x], next: { x: [y], y: [z] } } } }
  b: { rows: 0, key: id, columns: { a_id: { ref: a }, n: { digits: 8 } } }
events:
  life:
    steps:
      - { insert: a }
      - { insert: b, with: { a_id: { stepRow: 1 } } }
      - { update: a, row: 1, advance: s }
      - { update: a, row: 3, advance: s }
      - { update: b, row: 2, redraw: n }
      - { delete: b, row: 5 }
`;
  assert.deepEqual(planned(model, 2), [
    'life, insert a 1, insert b 1, update a 1, update a 1, update b 1, delete b 1',
    'life, insert a 2, insert b 2, update a 2, update a 2, update b 2, delete b 2',
  ]);
});

test('a table is not referred to while it is empty, whatever kind of generator refers to it', () => {
  const model = `
tables:
  p: { rows: 0, key: id, columns: {} }
  c: { rows: 0, key: id, columns: { p_id: { when: [{ ref: p }] } } }
events:
  child: { weight: 1, insert: c }
  parent: { weight: 1, insert: p }
`;
  const lines = planned(model, 40);
  assert.match(lines[0]!, /^parent/);
  assert.ok(tally(lines)['child']! > 0, 'no child at all');
});
