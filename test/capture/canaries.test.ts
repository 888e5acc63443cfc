import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import type { LoadedScenario } from '../../src/scenario/load-scenario.ts';
import { eventCapture } from '../helpers/captures.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger, ledgerEvents } from '../helpers/ledger.ts';
import { startPgoutputProxy } from '../helpers/pgoutput-proxy.ts';
import { plannedChanges } from '../helpers/planned-changes.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';
import { newRunId } from '../helpers/slot-listener.ts';
import { canaries } from './canaries.ts';
import { assertFound } from './found.ts';

const server = fileServer();

const events = { ...ledgerEvents, strike: { weight: 1, delete: 'entries' } };

/** A scenario of a model, whose slot is read through a proxy. */
const models: Readonly<Record<string, (replicationUrl: string) => Promise<LoadedScenario>>> = {
  ledger: replicationUrl => scenario(written(replicationUrl), ledger({ events })),
  shop: replicationUrl => scenario({ ...written(replicationUrl), model: 'shop', seedPhase: { scale: 0.05 } }),
};

function written(replicationUrl: string): Record<string, unknown> {
  return {
    database: { replicationUrl },
    streamPhase: { operations: 300, interval: '0ms', lanes: 3 },
    captures: [{ name: 'reference', kind: 'slot' }],
    drain: { quiet: '100ms', idle: '2s' },
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
      const unread = result.report.warnings.filter(text =>
        text.startsWith('capture reference: what came cannot be read: '),
      );
      assert.equal(unread.length, canary.found['undecodable'] === undefined ? 0 : 1, 'told once');
      if (canary.named === undefined) return;
      const { target, named } = canary;
      const { examples } = eventCapture(result.report, 'reference');
      const example = examples.find(({ kind }) => kind === named.kind)!;
      const { expected: _, actual: __, reason: ___, ...said } = example;
      const { lane, operation, event, table, op, key } = target;
      assert.deepEqual(said, { ...named, lane, operation, event, table, op, key: [...key] });
    });
  }
}
