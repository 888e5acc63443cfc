import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CapturedChange } from '../../../src/observe/verify/captured-change.ts';
import { planOperations } from '../../../src/plan/plan.ts';
import { modelOf, workloadOf } from '../../plan/workloads.ts';
import { newVerifier, settingsOf } from './feed.ts';
import { findingsOf } from './run-workload.ts';
import { Server, startUs } from './server-stream.ts';

const operations = 8_000;

/** All changes of one row, of which each has a price of its own. */
function hotRow() {
  const tables = `
tables:
  parts: { rows: 1, key: id, columns: { price: { int: { from: 1, to: 1000000000 } } } }
events:
  price: { weight: 1, update: parts, redraw: [price] }
`;
  const pace = { pace: { kind: 'closedLoop' as const }, jitterUs: 0 };
  const workload = workloadOf(modelOf(tables), { randomSeed: 7, lanes: 1, operations, pace });
  const server = new Server(workload, { full: false });
  server.seed();
  for (const operation of planOperations(workload)) server.commit(operation);
  return { workload, changes: server.emitted.map(({ change }) => change) };
}

function found(seen: (changes: CapturedChange[]) => CapturedChange[]): Record<string, number> {
  const { workload, changes } = hotRow();
  const verifier = newVerifier(workload, [settingsOf('c')], [operations]);
  const intake = verifier.intake('c');
  for (const change of seen(changes)) intake.change(change);
  return findingsOf(verifier.finish(() => ({ state: 'drained', beganUs: startUs }))['c']!);
}

test('a long gap in the changes of one row is missing, and what follows is matched', () => {
  assert.deepEqual(
    found(changes => [...changes.slice(0, 1_000), ...changes.slice(4_500)]),
    { missing: 3_500 },
  );
});

test('a long part that comes again is duplicated, change by change', () => {
  const seen = (changes: CapturedChange[]): CapturedChange[] => [...changes, ...changes.slice(5_000, 7_500)];
  assert.deepEqual(found(seen), { duplicated: 2_500 });
});

test('a long part that comes late is out of order, change by change', () => {
  const seen = (changes: CapturedChange[]): CapturedChange[] => [
    ...changes.slice(0, 2_000),
    ...changes.slice(5_000),
    ...changes.slice(2_000, 5_000),
  ];
  assert.deepEqual(found(seen), { outOfOrder: 3_000 });
});

test('when every change of a row is altered, each is a mismatch, and the search for them stays bounded', () => {
  const altered = (changes: CapturedChange[]): CapturedChange[] =>
    changes.map(change => ({ ...change, after: [change.after![0], `-${change.after![1]}`] }));
  assert.deepEqual(found(altered), { mismatched: operations + 1 });
});
