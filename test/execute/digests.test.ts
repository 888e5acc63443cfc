import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { summarisePlan } from '../../src/plan/plan.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { fileServer } from '../helpers/file-server.ts';
import { assertPassed, runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';

const server = fileServer();

/** A run that passed, on a database of its own. */
async function reportOf(written: object, operationsPerLane?: readonly number[]): Promise<Report> {
  const loaded = await scenario(written as Record<string, unknown>);
  const result = await runOn(await server.newDatabase(), loaded, { operationsPerLane });
  assertPassed(result);
  assert.equal(result.report.state.digest, result.report.state.expectedDigest);
  return result.report;
}

function digestsOf({ workload, plan, executed, state }: Report): Record<string, unknown> {
  return {
    workload: workload.digest,
    plan: plan.digest,
    executed: executed.digest,
    operationsPerLane: executed.operationsPerLane,
    state: state.digest,
  };
}

const workloads = {
  'a quickstart in small': {
    seedPhase: { scale: 0.1 },
    streamPhase: { duration: '400ms', rate: '1000/s', jitter: '3ms' },
  },
  'a closed loop of the hospital': { streamPhase: { operations: 600, interval: '0ms', lanes: 6 } },
  'the shop': {
    model: 'shop',
    seedPhase: { scale: 0.2 },
    streamPhase: { operations: 600, interval: '0ms', lanes: 4 },
  },
};

for (const [name, written] of Object.entries(workloads)) {
  test(`${name}: equal digests on 1, 2 and 4 connections, those of the plan, and others for another randomSeed`, async () => {
    const { scenario: resolved, model } = await scenario(written);
    const planned = summarisePlan(makeWorkload(resolved, model));
    const reports: Report[] = [];
    for (const connections of [1, 2, 4]) {
      const streamPhase = { ...written.streamPhase, connections };
      reports.push(await reportOf({ ...written, name: `on-${connections}`, streamPhase }));
    }
    const [first, ...others] = reports.map(digestsOf);
    for (const other of others) assert.deepEqual(other, first);
    assert.deepEqual([first!['plan'], first!['executed']], [planned.digest, planned.digest]);
    assert.deepEqual(first!['operationsPerLane'], planned.operationsPerLane);
    const another = digestsOf(await reportOf({ ...written, randomSeed: 'another' }));
    for (const key of ['workload', 'plan', 'executed', 'state']) assert.notEqual(another[key], first![key], key);
  });
}

test('a closed loop that its duration ended is replayed exactly', async () => {
  const streamPhase = { duration: '200ms', interval: '0ms', connections: 4 };
  const first = await reportOf({ streamPhase });
  assert.deepEqual([first.plan.operations, first.plan.digest], [null, null]);
  const { operationsPerLane } = first.executed;
  assert.ok(Math.min(...operationsPerLane) > 0, `${operationsPerLane.join()} are too few to tell`);
  // Slower than the first time, and with less time: the operations decide, not the clock.
  const slower = { duration: '50ms', interval: '0ms', connections: 1, pipeline: 1 };
  const again = await reportOf({ streamPhase: slower }, operationsPerLane);
  assert.deepEqual(again.executed, first.executed);
  assert.equal(again.state.digest, first.state.digest);
  const other = await reportOf(
    { streamPhase },
    operationsPerLane.map(count => count - 1),
  );
  assert.notEqual(other.executed.digest, first.executed.digest);
  assert.notEqual(other.state.digest, first.state.digest);
});
