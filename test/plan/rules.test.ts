import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOperations } from '../../src/plan/plan.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { messageOf } from '../../src/shared/errors.ts';
import { Replay } from './replay.ts';
import { rules, type Moment } from './rules.ts';
import { forAnyWorkload } from './workloads.ts';

function keepsRules(moment: Moment): void {
  for (const [name, rule] of Object.entries(rules)) {
    try {
      rule(moment);
    } catch (error) {
      const { operation, change } = moment;
      const what = `operation ${operation.number}, step ${change.step.number}: ${change.step.kind} of row ${change.rowNumber}`;
      throw new Error(`rule broken: ${name} (${what}): ${messageOf(error)}`, { cause: error });
    }
  }
}

test('every change of any plan keeps the rules of the design', () => {
  forAnyWorkload(300, workload => {
    const replay = Replay.of(workload);
    for (const operation of planOperations(workload)) {
      // What the server is expected to reject leaves nothing behind, but its steps see each other.
      const current = operation.expect === undefined ? replay : replay.copy();
      for (const change of operation.changes) {
        const row = current.tables[change.step.table]!.get(change.rowNumber);
        keepsRules({ change, operation, replay: current, workload, row });
        current.change(change, operation.number);
      }
    }
  });
});

test('a lane inserts its own row numbers above the volume, in order and without a gap', () => {
  forAnyWorkload(100, workload => {
    const { lanes } = workload.settings;
    const inserted = new Map<string, number[]>();
    for (const operation of planOperations(workload)) {
      if (operation.expect !== undefined) continue;
      for (const { step, rowNumber } of operation.changes) {
        if (step.kind !== 'insert') continue;
        const place = `${step.table} ${operation.lane}`;
        inserted.set(place, [...(inserted.get(place) ?? []), rowNumber]);
      }
    }
    for (const [place, rowNumbers] of inserted) {
      const [table, lane] = place.split(' ').map(Number) as [number, number];
      assert.deepEqual(rowNumbers, ownAbove(workload, table, lane, rowNumbers.length), `lane ${lane} of ${lanes}`);
    }
  });
});

/** The first row numbers above a table's volume that belong to a lane, found by trying each. */
function ownAbove(workload: Workload, table: number, lane: number, count: number): number[] {
  const found: number[] = [];
  for (let rowNumber = workload.tables[table]!.volume + 1; found.length < count; rowNumber++) {
    if ((rowNumber - 1) % workload.settings.lanes === lane) found.push(rowNumber);
  }
  return found;
}
