import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashName, mix32 } from '../../../src/plan/random.ts';
import type { Workload } from '../../../src/plan/workload.ts';
import { forAnyWorkload } from '../../plan/workloads.ts';
import { noteSent, referenceSettings, settingsOf, tell } from './feed.ts';
import { chanceOf, commitOrder, Server, type Chance, type Emitted } from './server-stream.ts';

/** Another order of the same changes in which each row's keep theirs, as several partitions deliver them. */
export function shuffledByRow(emitted: readonly Emitted[], chance: Chance): Emitted[] {
  const partitions: Emitted[][] = [[], [], []];
  for (const each of emitted) partitions[(each.rowNumber + each.table) % 3]!.push(each);
  const order: Emitted[] = [];
  for (let left = emitted.length; left > 0; left--) {
    let partition = chance(3);
    while (partitions[partition]!.length === 0) partition = (partition + 1) % 3;
    order.push(partitions[partition]!.shift()!);
  }
  return order;
}

export function run(workload: Workload, seed: number, full: boolean, share: number) {
  const chance = chanceOf(seed);
  const operations = commitOrder(workload, chance);
  const notCommitted = new Map<number, string>();
  const server = new Server(workload, { full });
  server.seed();
  for (const [at, operation] of operations.entries()) {
    if (operation.expect !== undefined) notCommitted.set(operation.number, operation.expect);
    else if (chance(100) < share) notCommitted.set(operation.number, '40001');
    else {
      const before = server.emitted.length;
      server.commit(operation);
      for (const { change } of server.emitted.slice(before)) noteSent(change, at + 1);
    }
  }
  return { chance, operations, notCommitted, emitted: server.emitted };
}

const clean = { duplicated: 0, redelivered: 0, outOfOrder: 0, mismatched: 0, unexpected: 0, missing: 0, coalesced: 0, stale: 0 };

test('a perfect stream is clean, whatever the order of lanes, outcomes and captures', () => {
  forAnyWorkload(Number(process.env['RUNS'] ?? 150), (workload, written) => {
    const seed = mix32(hashName(JSON.stringify(written)));
    const { chance, operations, notCommitted, emitted } = run(workload, seed, seed % 3 === 0, [0, 10, 40][seed % 5] ?? 25);
    const named = settingsOf('named', { positions: 'record' });
    const plain = settingsOf('plain');
    const inOrder = emitted.map(({ change }) => change);
    const captures = [
      { settings: referenceSettings, seen: inOrder },
      { settings: named, seen: shuffledByRow(emitted, chance).map(({ change }) => change) },
      { settings: plain, seen: shuffledByRow(emitted, chance).map(({ change }) => change) },
    ];
    const together = tell({ workload, captures, operations, notCommitted, chance });
    const alone = tell({
      workload,
      captures: [{ settings: named, seen: shuffledByRow(emitted, chance).map(({ change }) => change) }],
      operations,
      notCommitted,
      chance,
    });
    for (const [name, result] of Object.entries({ ...together, alone: alone['named']! })) {
      const { status, expected, matched, duplicated, redelivered, outOfOrder, mismatched } = result;
      const { unexpected, missing, coalesced, stale } = result;
      const found = { duplicated, redelivered, outOfOrder, mismatched, unexpected, missing, coalesced, stale };
      assert.deepEqual(found, clean, `${name} ${JSON.stringify(result.examples[0])}`);
      assert.equal(status, 'clean');
      assert.equal(expected, emitted.length, name);
      assert.equal(matched, emitted.length, name);
    }
  });
});
