import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seedPhase, type BulkLoad } from '../../src/execute/seed-phase.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import type { Workload } from '../../src/plan/workload.ts';
import { scenario } from '../helpers/scenarios.ts';

interface Seeding {
  readonly loaded: Map<string, (readonly (string | null)[])[]>;
  readonly told: [number, string][];
  readonly load: BulkLoad;
}

/** Takes rows in, and lets a test look on: `each` is called with every row. */
function seeding(workload: Workload, each: (table: string, row: number) => void = () => undefined): Seeding {
  const loaded: Seeding['loaded'] = new Map();
  const told: Seeding['told'] = [];
  return {
    loaded,
    told,
    load: async (index, rows, progress) => {
      const { name } = workload.tables[index]!.table;
      const taken: (readonly (string | null)[])[] = [];
      loaded.set(name, taken);
      for (const row of rows) {
        taken.push([...row]);
        each(name, taken.length);
        if (taken.length % 10 === 0) progress(taken.length);
      }
      progress(taken.length);
      return taken.length;
    },
  };
}

function seed(workload: Workload, { load, told }: Seeding, stopping = new AbortController().signal) {
  let us = 0;
  const clock = { nowUs: () => (us += 1_000), wallMs: () => 0 };
  const observer = { seedRows: (done: number, table: string) => void told.push([done, table]) };
  return seedPhase(workload, load, { clock, observer, stopping });
}

async function hospital(): Promise<Workload> {
  const { scenario: resolved, model } = await scenario({ seedPhase: { scale: 0.01 } });
  return makeWorkload(resolved, model);
}

test('every table gets its volume, parents before children', async () => {
  const workload = await hospital();
  const into = seeding(workload);
  const result = await seed(workload, into);
  const order = [...into.loaded.keys()];
  for (const { table, volume } of workload.tables) {
    assert.equal(into.loaded.get(table.name)!.length, volume);
    assert.equal(result.tables[table.name]!.rows, volume);
    assert.ok(result.tables[table.name]!.durationMs > 0);
    for (const parent of table.parents) {
      assert.ok(
        order.indexOf(workload.tables[parent]!.table.name) < order.indexOf(table.name),
        `${table.name} comes too early`,
      );
    }
  }
  assert.equal(
    result.rows,
    workload.tables.reduce((sum, { volume }) => sum + volume, 0),
  );
});

test('progress counts over all tables', async () => {
  const workload = await hospital();
  const into = seeding(workload);
  const { rows } = await seed(workload, into);
  const counts = into.told.map(([done]) => done);
  assert.deepEqual(
    counts,
    [...counts].sort((a, b) => a - b),
  );
  assert.equal(counts.at(-1), rows);
});

test('an interruption ends it within a table, and only what was loaded is counted', async () => {
  const workload = await hospital();
  const stopping = new AbortController();
  const into = seeding(workload, (table, row) => {
    if (table === 'pacientes' && row === 7) stopping.abort('SIGINT');
  });
  const result = await seed(workload, into, stopping.signal);
  assert.equal(into.loaded.get('pacientes')!.length, 7);
  assert.equal([...into.loaded.keys()].at(-1), 'pacientes', 'no other table is begun');
  assert.equal(
    result.rows,
    [...into.loaded.values()].reduce((sum, rows) => sum + rows.length, 0),
  );
});

test('what was interrupted before it begins loads nothing', async () => {
  const workload = await hospital();
  const into = seeding(workload);
  const { rows, tables } = await seed(workload, into, AbortSignal.abort('SIGTERM'));
  assert.deepEqual([rows, tables, into.loaded.size], [0, {}, 0]);
});

test('a table that refuses its rows ends the phase with its error', async () => {
  const workload = await hospital();
  const load: BulkLoad = async () => {
    throw new Error('disk full');
  };
  await assert.rejects(seed(workload, { ...seeding(workload), load }), /disk full/);
});
