import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExecutedRecord } from '../../src/execute/executed-record.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { rowIdentity, type Operation } from '../../src/plan/operation.ts';
import { planOperations, summarisePlan } from '../../src/plan/plan.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { committed, rejected } from '../helpers/fake-sender.ts';
import { ledger, ledgerEvents } from '../helpers/ledger.ts';
import { scenario } from '../helpers/scenarios.ts';

async function ledgerWorkload(events: object = ledgerEvents): Promise<Workload> {
  const loaded = await scenario({ streamPhase: { operations: 60, interval: '0ms' } }, ledger({ events }));
  return makeWorkload(loaded.scenario, loaded.model);
}

function recordOf({ settings }: Workload): ExecutedRecord {
  return new ExecutedRecord(settings.model, settings.lanes);
}

/** Each lane's operations in order, the lanes one after the other: as far from the plan's order as can be. */
function laneByLane(workload: Workload): Operation[] {
  const all = [...planOperations(workload)];
  return all.sort((a, b) => b.lane - a.lane || a.number - b.number);
}

test('of a complete run the digest is that of the plan, in whatever order the lanes were sent', async () => {
  const workload = await ledgerWorkload();
  const record = recordOf(workload);
  for (const operation of laneByLane(workload)) record.sent(operation);
  assert.equal(record.digest, summarisePlan(workload).digest);
});

test('outcomes and retries do not change it; an operation less or twice does', async () => {
  const workload = await ledgerWorkload();
  const operations = laneByLane(workload);
  const [whole, less, twice] = [recordOf(workload), recordOf(workload), recordOf(workload)];
  for (const operation of operations) {
    for (const record of [whole, less, twice]) if (record !== less || operation.number !== 59) record.sent(operation);
    whole.retried();
    whole.answered(operation, rejected('23514'));
  }
  twice.sent(operations.at(-1)!);
  const planned = summarisePlan(workload).digest;
  assert.equal(whole.digest, planned);
  assert.notEqual(less.digest, planned);
  assert.notEqual(twice.digest, planned);
});

test('skips are part of what was executed', async () => {
  const workload = await ledgerWorkload({ gone: { weight: 1, delete: 'accounts' }, ...ledgerEvents });
  const skip = { number: 60, lane: 0, event: undefined, substituted: false, dueUs: 0, changes: [], expect: undefined };
  const [without, withSkip] = [recordOf(workload), recordOf(workload)];
  for (const record of [without, withSkip]) for (const operation of laneByLane(workload)) record.sent(operation);
  withSkip.skipped(skip);
  assert.notEqual(withSkip.digest, without.digest);
});

test('what did not commit is noted, and which rows are not there for that', async () => {
  const workload = await ledgerWorkload({
    ...ledgerEvents,
    order: { weight: 3, steps: [{ insert: 'accounts' }, { insert: 'entries' }] },
  });
  const record = recordOf(workload);
  const operations = [...planOperations(workload)];
  const [single, both, update, lost] = [
    operations.find(({ changes }) => changes.length === 1 && changes[0]!.step.kind === 'insert')!,
    operations.find(({ changes }) => changes.length === 2)!,
    operations.find(({ changes }) => changes[0]!.step.kind === 'update')!,
    operations.findLast(({ changes }) => changes.length === 1 && changes[0]!.step.kind === 'insert')!,
  ];
  for (const operation of operations) {
    record.sent(operation);
    if ([single, both, update].includes(operation)) record.answered(operation, rejected('23514'));
    else if (operation === lost) record.answered(operation, { kind: 'unknown', reason: 'gone' });
    else record.answered(operation, committed);
  }
  const numbers = (each: readonly Operation[]): Set<number> => new Set(each.map(({ number }) => number));
  assert.deepEqual(record.notCommitted, numbers([single, both, update, lost].sort((a, b) => a.number - b.number)));
  assert.deepEqual(record.unknown, numbers([lost]));
  const rows = [single, both, lost].flatMap(({ changes }) =>
    changes.map(({ step, rowNumber }) => rowIdentity(step.table, rowNumber)),
  );
  assert.deepEqual(
    [...record.absentRows].sort((a, b) => a - b),
    rows.sort((a, b) => a - b),
  );
});

test('rows of an event that expects a rejection were never planned, so none is missing', async () => {
  const refused = { weight: 1, insert: 'accounts', expect: '23514' };
  const workload = await ledgerWorkload({ refused });
  const record = recordOf(workload);
  for (const operation of planOperations(workload)) {
    record.sent(operation);
    record.answered(operation, rejected('23514'));
  }
  assert.deepEqual([record.notCommitted.size, record.absentRows.size], [60, 0]);
});

test('the largest row number that was sent, for the sequences', async () => {
  const workload = await ledgerWorkload();
  const record = recordOf(workload);
  const wanted = [0, 0];
  for (const operation of planOperations(workload)) {
    record.sent(operation);
    for (const { step, rowNumber } of operation.changes) {
      if (step.kind === 'insert') wanted[step.table] = Math.max(wanted[step.table]!, rowNumber);
    }
  }
  assert.deepEqual(record.rowNumberMax, wanted);
  assert.ok(Math.min(...wanted) > 20);
});
