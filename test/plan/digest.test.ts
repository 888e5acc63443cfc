import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { combinedDigest, encodeOperation, LaneDigest } from '../../src/plan/digest.ts';
import type { Operation } from '../../src/plan/operation.ts';
import { planOperations } from '../../src/plan/plan.ts';
import { canonicalJson } from '../../src/plan/workload-digest.ts';
import { forAnyWorkload, modelOf, workloadOf } from './workloads.ts';

const model = modelOf(`
tables:
  a: { rows: 3, key: id, columns: { x: { text: { length: 4 } }, y: { int: { from: 1, to: 2 }, nulls: 50% } } }
events:
  make: { insert: a, with: { x: "é 9:z", y: null } }
  drop: { delete: a }
`);
const circumstances = {
  randomSeed: 1,
  lanes: 1,
  operations: 4,
  pace: { pace: { kind: 'closedLoop' }, jitterUs: 0 },
} as const;

test('an operation is a line with its number, event, time, rows and length-prefixed values', () => {
  const lines = Array.from(planOperations(workloadOf(model, circumstances)), each => encodeOperation(each, model));
  const made = lines.find(line => line.includes(' make '))!;
  assert.equal(made.replace(/^\d make \d+/, '0 make 0'), '0 make 0 +a 4 id=1:4 x=5:é 9:z y=-\n');
  assert.match(
    lines.find(line => line.includes(' drop '))!,
    /^\d drop \d(?:000)? -a \d\n$/,
  );
});

test('a skip has no event and no rows', () => {
  const skip: Operation = {
    number: 7,
    lane: 0,
    event: undefined,
    substituted: false,
    dueUs: 7_000,
    changes: [],
    expect: undefined,
  };
  assert.equal(encodeOperation(skip, model), '7 - 7000\n');
});

test('values that read like other values are other lines', () => {
  const [insert] = planOperations(workloadOf(model, { ...circumstances, operations: 50 }));
  const operation = { ...insert!, event: 0 };
  const change = { ...operation.changes[0]!, step: model.events[0]!.steps[0]!, columns: [1, 2] };
  const pairs: (string | null)[][] = [
    [null, ''],
    ['', null],
    ['-', null],
    [null, '-'],
    [' y=1:b', 'a'],
    ['a', 'b'],
    ['a y=1:b', null],
  ];
  const lines = pairs.map(values => encodeOperation({ ...operation, changes: [{ ...change, values }] }, model));
  assert.equal(new Set(lines).size, pairs.length);
});

test('the digest of a lane is that of its lines, however often it is asked for', () => {
  forAnyWorkload(30, workload => {
    const digest = new LaneDigest();
    const asked = new LaneDigest();
    let text = '';
    for (const operation of planOperations(workload)) {
      digest.add(operation, workload.settings.model);
      asked.add(operation, workload.settings.model);
      asked.hex();
      text += encodeOperation(operation, workload.settings.model);
    }
    const expected = createHash('sha256').update(text).digest('hex');
    assert.equal(digest.hex(), expected);
    assert.equal(asked.hex(), expected);
    const line = `0 ${digest.operations} ${expected}\n`;
    assert.equal(combinedDigest([digest]), createHash('sha256').update(line).digest('hex'));
  });
});

test('canonical JSON has its keys in order, keeps the order of maps and leaves out what is undefined', () => {
  assert.equal(canonicalJson({ b: [1, null, 'x'], a: { d: undefined, c: true } }), '{"a":{"c":true},"b":[1,null,"x"]}');
  assert.equal(
    canonicalJson(
      new Map([
        ['b', 1],
        ['a', 2],
      ]),
    ),
    '[["b",1],["a",2]]',
  );
  assert.notEqual(canonicalJson({ a: ['1'] }), canonicalJson({ a: [1] }));
});
