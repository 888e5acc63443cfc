import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { planOperations, summarisePlan } from '../../src/plan/plan.ts';
import { cli } from '../helpers/cli.ts';
import { scenario, scenarioFile } from '../helpers/scenarios.ts';

interface Line {
  readonly number: number;
  readonly lane: number;
  readonly dueMs: number;
  readonly event: string | null;
  readonly changes: readonly { kind: string; table: string; row: number; values: Record<string, string | null> }[];
}

const written = { streamPhase: { duration: '3s', rate: '50/s', lanes: 3 } };

test('plan prints every operation as a line of JSON', async () => {
  const { code, stdout, stderr } = await cli(['plan', scenarioFile(written)]);
  assert.deepEqual([code, stderr], [0, '']);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Line);
  const { scenario: resolved, model } = await scenario(written);
  const workload = makeWorkload(resolved, model);
  const planned = [...planOperations(workload)];
  assert.equal(lines.length, 150);
  for (const [place, line] of lines.entries()) {
    const { number, lane, dueUs, event, changes } = planned[place]!;
    assert.deepEqual([line.number, line.lane, line.dueMs * 1_000], [number, lane, dueUs]);
    assert.equal(line.event, workload.settings.model.events[event!]!.name);
    assert.deepEqual(
      line.changes.map(({ row }) => row),
      changes.map(({ rowNumber }) => rowNumber),
    );
    for (const [at, { kind, table, values }] of line.changes.entries()) {
      const { step, values: texts } = changes[at]!;
      assert.deepEqual([kind, table], [step.kind, workload.settings.model.tables[step.table]!.name]);
      assert.deepEqual(Object.values(values), texts);
    }
  }
});

test('plan --digest prints the digests of that plan, in every time zone and locale', async () => {
  const path = scenarioFile(written);
  const [one, again] = await Promise.all([
    cli(['plan', path, '--digest']),
    cli(['plan', path, '--digest'], { environment: { TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8' } }),
  ]);
  const { scenario: resolved, model } = await scenario(written);
  const summary = summarisePlan(makeWorkload(resolved, model));
  const printed = JSON.parse(one.stdout) as Record<string, unknown>;
  assert.deepEqual([printed['planDigest'], printed['operations']], [summary.digest, 150]);
  assert.deepEqual(printed['operationsPerLane'], summary.operationsPerLane);
  assert.match(String(printed['workloadDigest']), /^[0-9a-f]{64}$/);
  assert.equal(again.stdout, one.stdout);
});
