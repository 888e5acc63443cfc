import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import type { Report } from '../../src/report/report.generated.ts';
import type { LoadedScenario } from '../../src/scenario/load-scenario.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { startPgoutputProxy } from '../helpers/pgoutput-proxy.ts';
import { plannedChanges } from '../helpers/planned-changes.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';
import { newRunId } from '../helpers/slot-listener.ts';
import { canaries } from './canaries.ts';
import { assertFound } from './found.ts';

const server = fileServer();

/** A scenario of a model, whose slot is read through a proxy. */
const models: Readonly<Record<string, (replicationUrl: string) => Promise<LoadedScenario>>> = {
  ledger: replicationUrl => scenario(written(replicationUrl), ledger()),
  shop: replicationUrl => scenario({ ...written(replicationUrl), model: 'shop', seedPhase: { scale: 0.05 } }),
};

function written(replicationUrl: string): Record<string, unknown> {
  return {
    database: { replicationUrl },
    streamPhase: { operations: 300, interval: '0ms', lanes: 3 },
    captures: [{ name: 'reference', kind: 'slot' }],
    drain: { quiet: '100ms', idle: '1s' },
  };
}

for (const [model, load] of Object.entries(models)) {
  for (const [name, make] of Object.entries(canaries)) {
    test(`${model}: ${name}`, async () => {
      const url = await server.newDatabase();
      const proxy = await startPgoutputProxy(url);
      const loaded = await load(proxy.url);
      const canary = make(plannedChanges(makeWorkload(loaded.scenario, loaded.model)));
      proxy.script = canary.script;
      const result = await runOn(url, loaded, { runId: newRunId() });
      assertFound(result, canary.found);
      if (canary.named === undefined) return;
      const { target, named } = canary;
      const example: Partial<Report['captures'][string]['examples'][number]> = result.report.captures[
        'reference'
      ]!.examples.find(({ kind }) => kind === named.kind)!;
      const { lane, operation, event, table, op, key } = target;
      const said = {
        kind: example.kind,
        lane: example.lane,
        operation: example.operation,
        event: example.event,
        table: example.table,
        op: example.op,
        key: example.key,
        differences: example.differences,
      };
      assert.deepEqual(said, { ...named, lane, operation, event, table, op, key: [...key] });
    });
  }
}
