import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureIntake, Verifier } from '../../../src/observe/verify/verifier.ts';
import type { CapturedChange } from '../../../src/observe/verify/captured-change.ts';
import { planOperations } from '../../../src/plan/plan.ts';
import { modelOf, workloadOf } from '../../plan/workloads.ts';
import { newVerifier, settingsOf } from './feed.ts';
import { findingsOf } from './run-workload.ts';
import { Server, startUs } from './server-stream.ts';

const tables = `
tables:
  parts:
    rows: 1
    key: id
    columns: { price: { int: { from: 1, to: 1000000000 } }, stock: { int: { from: 1, to: 1000000000 } } }
events:
  price: { weight: 1, update: parts, redraw: [price] }
  stock: { weight: 1, update: parts, redraw: [stock] }
`;

/** What a capture is told, with the outcome of the one operation that did not commit somewhere between. */
interface Steps {
  readonly changes: readonly CapturedChange[];
  readonly intake: CaptureIntake;
  readonly all: () => void;
  readonly outcome: () => void;
}

/**
 * Changes of one row whose first one was rejected: until that is known, what came of the others is equal to no planned image,
 * for it lacks what the rejected one set.
 */
function found(positions: 'commit' | 'record' | 'none', tellIn: (steps: Steps) => void): Record<string, number> {
  const pace = { pace: { kind: 'closedLoop' as const }, jitterUs: 0 };
  const workload = workloadOf(modelOf(tables), { randomSeed: 7, lanes: 1, operations: 6, pace });
  const server = new Server(workload, { full: false });
  server.seed();
  for (const operation of planOperations(workload)) if (operation.number !== 0) server.commit(operation);
  const changes = server.emitted.map(({ change }) => change);
  const settings = settingsOf('c', { positions, isReference: positions === 'commit' });
  const verifier: Verifier = newVerifier(workload, [settings], [6]);
  const intake = verifier.intake('c');
  const all = (): void => changes.forEach(change => intake.change(change));
  tellIn({ changes, intake, all, outcome: () => verifier.notCommitted(0, '40001') });
  return findingsOf(verifier.finish(() => ({ state: 'drained', beganUs: startUs }))['c']!);
}

for (const positions of ['commit', 'record', 'none'] as const) {
  test(`what came before a reconnect and is recognised after it is nothing new: ${positions}`, () => {
    const redelivered = found(positions, ({ changes, intake, all, outcome }) => {
      all();
      const { commitLsn, ordinal } = changes.at(-1)!.position!;
      intake.reconnected({ commitLsn: commitLsn!, ordinal: ordinal! });
      intake.change(changes[0]!);
      outcome();
      for (const change of changes.slice(1)) intake.change(change);
    });
    assert.deepEqual(redelivered, { redelivered: 6 });
  });

  test(`what is sent again after a reconnect stays so when it is recognised after something new: ${positions}`, () => {
    const redelivered = found(positions, ({ changes, intake, outcome }) => {
      for (const change of changes.slice(0, 4)) intake.change(change);
      const { commitLsn, ordinal } = changes[3]!.position!;
      intake.reconnected({ commitLsn: commitLsn!, ordinal: ordinal! });
      for (const change of changes) intake.change(change);
      outcome();
    });
    assert.deepEqual(redelivered, { redelivered: 4 });
  });

  test(`what came twice stays so when it is recognised after a reconnect: ${positions}`, () => {
    const duplicated = found(positions, ({ intake, all, outcome }) => {
      all();
      all();
      intake.reconnected();
      outcome();
    });
    assert.deepEqual(duplicated, { duplicated: 6 });
  });
}
