import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lane } from '../../src/plan/lane.ts';
import type { Operation } from '../../src/plan/operation.ts';
import { Oracle, type ExpectedRow } from '../../src/plan/oracle.ts';
import { laneOf, ordinalOf } from '../../src/plan/ownership.ts';
import { makeLanes, planOperations, summarisePlan } from '../../src/plan/plan.ts';
import { hashName, mix32 } from '../../src/plan/random.ts';
import { noEntry } from '../../src/plan/row-history.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { Replay } from './replay.ts';
import { forAnyWorkload } from './workloads.ts';

/** The rows of a replay as an oracle says them. */
function replayedRows(replay: Replay, table: number): ExpectedRow[] {
  return Array.from(replay.tables[table]!, ([rowNumber, { values, updatedLater }]) => ({
    rowNumber,
    values,
    updatedLater,
  })).sort((a, b) => a.rowNumber - b.rowNumber);
}

function assertSameRows(workload: Workload, oracle: Oracle, replay: Replay): void {
  for (const { table } of workload.tables) {
    const rows = replayedRows(replay, table.index);
    assert.deepEqual([...oracle.rows(table.index)], rows, table.name);
    assert.equal(oracle.rowCount(table.index), rows.length, table.name);
  }
}

test('the rows that an oracle expects are those that the planned operations leave in a plain map', () => {
  forAnyWorkload(150, workload => {
    const replay = Replay.of(workload);
    const notCommitted = new Set<number>();
    for (const operation of planOperations(workload)) {
      if (operation.expect === undefined) replay.apply(operation);
      else notCommitted.add(operation.number);
    }
    const { digest, operationsPerLane } = summarisePlan(workload);
    const oracle = new Oracle(workload, { operationsPerLane, notCommitted });
    assert.equal(oracle.digest, digest);
    assertSameRows(workload, oracle, replay);
  });
});

test('what did not commit, or was not sent, has no effect on the rows that an oracle expects', () => {
  forAnyWorkload(150, (workload, written) => {
    const replay = Replay.of(workload);
    const { lanes } = workload.settings;
    // Some share of the operations, another one for each model; a lane's last ones were not sent.
    const share = mix32(hashName(JSON.stringify(written))) % 100;
    const unsent = mix32(share) % 8;
    const counts = summarisePlan(workload).operationsPerLane.map((count, lane) => Math.max(0, count - unsent * lane));
    const notCommitted = new Set<number>();
    for (const operation of planOperations(workload)) {
      if (Math.floor(operation.number / lanes) >= counts[operation.lane]!) continue;
      const isCommitted = operation.expect === undefined && mix32(operation.number + 1) % 100 >= share;
      if (isCommitted) replay.apply(operation);
      else notCommitted.add(operation.number);
    }
    assertSameRows(workload, new Oracle(workload, { operationsPerLane: counts, notCommitted }), replay);
  });
});

/** Every image that a row ever had, oldest first, by table and row number. */
type Images = Map<string, (string | null)[][]>;

function noteImages(images: Images, replay: Replay, { changes, number }: Operation): void {
  for (const change of changes) {
    const name = `${change.step.table} ${change.rowNumber}`;
    const before = replay.tables[change.step.table]!.get(change.rowNumber);
    if (before !== undefined && !images.has(name)) images.set(name, [[...before.values]]);
    replay.change(change, number);
    const row = replay.tables[change.step.table]!.get(change.rowNumber);
    if (row === undefined) continue;
    images.set(name, [...(images.get(name) ?? []), [...row.values]]);
  }
}

test('each image that a row ever had can be drawn again from the operations that made it', () => {
  forAnyWorkload(100, workload => {
    const lanes = makeLanes(workload, 1);
    const replay = Replay.of(workload);
    const images: Images = new Map();
    for (let number = 0; number < workload.schedule.count!; number++) {
      const operation = lanes[number % lanes.length]!.next()!;
      if (operation.expect === undefined) noteImages(images, replay, operation);
    }
    for (const [name, known] of images) {
      const [table, rowNumber] = name.split(' ').map(Number) as [number, number];
      assert.deepEqual(drawnAgain(lanes[laneOf(rowNumber, lanes.length)]!, workload, table, rowNumber), known, name);
    }
  });
});

function drawnAgain({ rows }: Lane, workload: Workload, table: number, rowNumber: number): (string | null)[][] {
  const history = rows.histories[table]!;
  const ordinal = ordinalOf(rowNumber, workload.settings.lanes);
  const columns = workload.tables[table]!.table.columns.map(column => column.index);
  const found: (string | null)[][] = [];
  let entry = history.last(ordinal);
  for (; entry !== noEntry; entry = history.before(entry)) {
    const at = entry;
    found.unshift(columns.map(column => rows.valueAt(table, ordinal, at, column)));
  }
  found.unshift(columns.map(column => rows.valueAt(table, ordinal, noEntry, column)));
  return found;
}

test('a lane knows its rows as they are, whatever its cache holds', () => {
  forAnyWorkload(60, workload => {
    const replay = Replay.of(workload);
    const caches = [1, 512].map(cacheRows => makeLanes(workload, cacheRows));
    for (let number = 0; number < workload.schedule.count!; number++) {
      const [operation] = caches.map(lanes => lanes[number % lanes.length]!.next()!);
      if (operation!.expect === undefined) replay.apply(operation!);
    }
    for (const { table } of workload.tables) {
      for (const [rowNumber, { values }] of replay.tables[table.index]!) {
        for (const lanes of caches) {
          const { rows } = lanes[laneOf(rowNumber, lanes.length)]!;
          const ordinal = ordinalOf(rowNumber, lanes.length);
          assert.deepEqual(
            values.map((_, column) => rows.value(table.index, ordinal, column)),
            values,
          );
        }
      }
    }
  });
});
