import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportFaults } from '../../src/report/parse-report.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { assertPassed, runContext, runOn } from '../helpers/runs.ts';
import { scenario, type ModelSketch } from '../helpers/scenarios.ts';
import type { FeedProgress } from '../../src/steps/feed-progress.ts';
import { Steps } from './steps.ts';

const server = fileServer();
const fast = { operations: 60, interval: '0ms' };

/** Steps on a new database that is seeded. */
async function seeded(written: Record<string, unknown>, model?: ModelSketch): Promise<Steps> {
  const steps = new Steps(await server.newDatabase(), written, model);
  assert.equal(await steps.initDb(), 'made');
  await steps.seed();
  return steps;
}

/** A stream that is stopped once so many operations are committed. */
async function stopped(steps: Steps, streamPhase: object, committed: number): Promise<Report> {
  const controller = new AbortController();
  const streamTick = (tick: { readonly committed: number }): void => {
    if (tick.committed >= committed) controller.abort('SIGTERM');
  };
  const progress = { ...runContext().progress, streamTick };
  const { report } = await steps.stream({ streamPhase }, { stopping: controller.signal, progress });
  return report;
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

for (const model of ['hospital', 'shop']) {
  test(`${model}: streams of different paces go on behind each other, and every state is as predicted`, async () => {
    const steps = await seeded({ model, seedPhase: { scale: 0.05 }, streamPhase: fast });
    const first = await steps.stream();
    assertPassed(first);
    assert.deepEqual(first.report.continues, { streams: 0, operations: 0, plannedMs: 0 });
    const second = await steps.stream({
      streamPhase: { operations: 41, rate: '400/s', jitter: '2ms', connections: 2 },
    });
    assertPassed(second);
    assert.deepEqual(second.report.continues, { streams: 1, operations: 60, plannedMs: 60 });
    const cut = await stopped(steps, { rate: '100/s', duration: 'until-stopped' }, 20);
    assert.equal(cut.verdict, 'passed', cut.reasons.join());
    const last = await steps.stream({ streamPhase: { ...fast, pipeline: 1 } });
    assertPassed(last);
    for (const { report } of [first, second, last]) {
      assert.deepEqual(await reportFaults(structuredClone(report)), []);
      assert.equal(report.plan.digest, report.executed.digest);
      assert.equal(sum(report.executed.operationsPerLane), report.plan.operations);
    }
    const before = 60 + 41 + sum(cut.executed.operationsPerLane) - 101;
    assert.equal(last.report.continues!.operations, before);
    assert.equal(last.report.plan.operations, before + 60);
    assert.equal(last.report.streamPhase.operations.planned, 60);
    const { state, checks } = await steps.check();
    assert.equal(state.matches, true);
    assert.equal(state.digest, last.report.state.digest);
    assert.ok(checks.length > 0 && checks.every(check => check.passed), 'every check was run and passed');
  });
}

test('`check` says which replicas it asked nothing', async () => {
  const steps = await seeded({ streamPhase: fast }, ledger());
  const captures = [{ name: 'copy', kind: 'table', url: steps.url }];
  const asked = { name: 'any', value: 'SELECT 1', is: '== 1', on: ['source', 'replica'] };
  const { checks, notAsked } = await steps.check({ captures, checks: [asked] });
  assert.deepEqual([checks.map(({ on }) => on), notAsked], [['source'], ['copy']]);
});

test('an altered row is found by `check` and by the next stream', async () => {
  const steps = await seeded({ streamPhase: fast }, ledger());
  assertPassed(await steps.stream());
  await server.ask(steps.url, 'UPDATE entries SET amount = amount + 1 WHERE id = 3');
  const { state } = await steps.check();
  assert.deepEqual(
    [state.matches, state.tables['entries']!.firstDifferences[0]!.column, state.tables['accounts']!.matches],
    [false, 'amount', true],
  );
  assert.equal((await steps.stream()).report.verdict, 'failed');
});

test('what did not commit is remembered: the next stream knows that the rows are absent', async () => {
  const steps = await seeded({ streamPhase: { operations: 200, interval: '0ms' } }, ledger());
  await server.ask(steps.url, 'ALTER TABLE entries ADD CONSTRAINT low CHECK (amount < 900) NOT VALID');
  const { report } = await steps.stream();
  const { rejected } = report.streamPhase.operations;
  assert.ok(rejected > 0, 'some operations are rejected');
  assert.equal(report.state.matches, true);
  await server.ask(steps.url, 'ALTER TABLE entries DROP CONSTRAINT low');
  const next = await steps.stream();
  assertPassed(next);
  assert.ok(next.report.streamPhase.operations.noEffectByConsequence > 0, 'absent rows are met again');
  const stored = await server.ask(
    steps.url,
    'SELECT cardinality(not_committed)::text AS count FROM alimentador.progress',
  );
  assert.deepEqual(stored, [{ count: String(rejected) }]);
});

test('a scenario that makes other rows is refused, each key that differs named', async () => {
  const steps = await seeded({ streamPhase: fast }, ledger());
  assertPassed(await steps.stream());
  const refused = async (changes: object, message: RegExp): Promise<void> => {
    await assert.rejects(steps.stream({ ...changes }), error => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, 'UsageError');
      assert.match(error.message, message);
      return true;
    });
  };
  await refused({ randomSeed: 5 }, /workload:\n {2}randomSeed: 20240501 then, 5 now$/);
  await refused({ referenceTime: '2025-01-01T00:00:00Z' }, /referenceTime: "2024-01-01T.*" then, "2025-01-01/);
  await refused(
    { seedPhase: { volumes: { entries: 41 } } },
    /seedPhase\.volumes: .*"entries":40.* then, .*"entries":41/,
  );
  await refused({ streamPhase: { ...fast, lanes: 3 } }, /streamPhase\.lanes: 4 then, 3 now/);
  await refused(
    { randomSeed: 5, streamPhase: { ...fast, events: { open: 1 } } },
    /randomSeed.*\n {2}streamPhase\.events: .*"book":4.* then, .*"book":0/,
  );
  const other = new Steps(steps.url, { streamPhase: fast }, ledger({ ddl: '-- another one' }));
  await assert.rejects(other.stream(), /model: its file or DDL is another one/);
  assertPassed(await steps.stream());
});

test('without a finished seed phase there is nothing to go on from', async () => {
  const steps = new Steps(await server.newDatabase(), { streamPhase: fast }, ledger());
  await assert.rejects(steps.stream(), /there is no such table/);
  await steps.initDb();
  await assert.rejects(steps.stream(), /holds nothing that a single step has seeded/);
  const stopping = AbortSignal.abort('SIGINT');
  assert.equal(await steps.seed({}, { stopping }), 0);
  await assert.rejects(steps.stream(), /the seed phase was not finished/);
  await steps.reset();
  assert.equal(await steps.seed(), 60);
  assertPassed(await steps.stream());
  await assert.rejects(steps.seed(), /these tables hold rows: accounts, entries/);
  // A run empties the tables, so what the steps did is past.
  assertPassed(await runOn(steps.url, await scenario({ streamPhase: fast }, ledger())));
  await assert.rejects(steps.stream(), /holds nothing that a single step has seeded/);
});

test('a stream that was cut off is gone on with where the rows tell where it stopped, and else not', async () => {
  const steps = await seeded({ streamPhase: fast }, ledger());
  assertPassed(await steps.stream());
  const cutOff = `UPDATE alimentador.progress SET progress = jsonb_set(progress, '{streams,-1,ended}', 'false')`;
  await server.ask(steps.url, cutOff);
  const notes: string[] = [];
  const progress = { ...runContext().progress, note: (line: string) => notes.push(line) };
  const next = await steps.stream({}, { progress });
  assertPassed(next);
  assert.equal(next.report.continues!.operations, 60);
  assert.match(notes.join('\n'), /the last stream was cut off; every row is as it was then known to be/);
  // The same with one operation that was committed after progress was last written down.
  const [kept] = await server.ask(steps.url, 'SELECT progress::text AS progress FROM alimentador.progress');
  const known = JSON.parse(kept!['progress']!) as FeedProgress;
  (known.streams.at(-1)!.operationsPerLane as number[])[0]! -= 1;
  await server.ask(steps.url, `UPDATE alimentador.progress SET progress = '${JSON.stringify(known)}'; ${cutOff}`);
  for (const step of [() => steps.stream(), () => steps.check()]) {
    await assert.rejects(step, /was cut off, and where it stopped cannot be known: (accounts|entries)/);
  }
});

test('tables that the tool did not make are reset only by force', async () => {
  const steps = await seeded({ streamPhase: fast }, ledger());
  const foreign = new Steps(await server.newDatabase(), { streamPhase: fast }, ledger());
  await server.ask(foreign.url, 'CREATE TABLE accounts (mine int); CREATE TABLE other (id int)');
  await assert.rejects(
    foreign.initDb(),
    /in the way and were not made by alimentador for this model: public\.accounts/,
  );
  await assert.rejects(foreign.reset(), /in the way and were not made by alimentador/);
  await foreign.reset(true);
  assert.equal(await foreign.initDb(), 'stood');
  assert.deepEqual(await server.ask(foreign.url, 'SELECT * FROM other'), []);
  await foreign.seed();
  assertPassed(await foreign.stream());
  await new Steps(steps.url, {}, ledger({ ddl: '-- another one' })).initDb().then(
    () => assert.fail('tables of another DDL are not left alone silently'),
    (error: Error) => assert.match(error.message, /made from another DDL/),
  );
});
