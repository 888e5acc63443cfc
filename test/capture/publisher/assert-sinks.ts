import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { EventCapture as Capture } from '../../../src/report/report.generated.ts';
import { eventCapture } from '../../helpers/captures.ts';
import type { FileServer } from '../../helpers/file-server.ts';
import { ledger, ledgerEvents } from '../../helpers/ledger.ts';
import { scenario } from '../../helpers/scenarios.ts';
import { foundIn } from '../found.ts';
import { sentAgainCanary, sinkCanaries, together } from './canaries.ts';
import type { CanaryRun, Naming, SinkCanary } from './canaries/kit.ts';
import type { ChangeEvent } from './envelopes.ts';
import { faithful, type Tamper } from './publisher.ts';
import type { SinkKind } from './sink-kinds.ts';
import { runWithSinks } from './sink-run.ts';

const events = { ...ledgerEvents, strike: { weight: 1, delete: 'entries' } };
/** @param idle has to be longer than the publisher takes on a slow machine for what is never matched */
const loadWith = (idle: string) => (captures: readonly object[]) =>
  scenario(
    {
      streamPhase: { operations: 400, interval: '0ms', lanes: 3 },
      captures,
      drain: { quiet: '200ms', idle },
    },
    ledger({ events }),
  );

const load = loadWith('10s');

/** All examples of a canary stand among those of the capture; whatever there are, at most twenty of a kind are given. */
function assertNamed({ examples }: Capture, { examples: wanted }: SinkCanary): void {
  for (const { kind, table, key, operation, differences } of wanted) {
    const found = examples.find(
      each =>
        each.kind === kind &&
        (table === undefined || each.table === table) &&
        each.operation === operation &&
        (key === undefined || each.key.join(' ') === key.join(' ')),
    );
    const shown = examples.filter(each => each.kind === kind);
    assert.ok(found !== undefined, `no ${kind} of ${table} ${key?.join(' ')}:\n${JSON.stringify(shown, null, 1)}`);
    if (differences !== undefined) assert.deepEqual(found.differences, differences);
  }
}

/** One prefix for all runs, so that what the first one sent looks like what the others send. */
export interface Place {
  readonly server: FileServer;
  readonly prefix: string;
  readonly kinds: readonly SinkKind[];
}

async function assertCanaries(
  t: TestContext,
  { server, prefix, kinds }: Place,
  naming: Naming,
  before: readonly ChangeEvent[],
  make: (run: CanaryRun) => readonly SinkCanary[],
): Promise<void> {
  const made = new Map<string, readonly SinkCanary[]>();
  const { report } = await runWithSinks({
    server,
    prefix,
    kinds,
    load,
    hasReference: naming === 'beside the reference',
    tamperOf: ({ name, hasKey, isBatched }, plan) => {
      const canaries = make({ plan, naming, hasKey, isBatched, before });
      made.set(name, canaries);
      return together(canaries);
    },
  });
  for (const { name } of kinds) {
    const capture = eventCapture(report, name);
    const canaries = made.get(name)!;
    await t.test(`${name}: nothing else is found`, () => {
      const sums: Record<string, number> = {};
      for (const [kind, count] of canaries.flatMap(({ found }) => Object.entries(found))) {
        sums[kind] = (sums[kind] ?? 0) + count;
      }
      assert.deepEqual(foundIn(capture), sums, JSON.stringify(capture.examples, null, 1));
      assert.equal(capture.status, 'findings');
      assert.equal(capture.attributedTo, naming === 'alone' ? null : 'connector');
    });
    for (const canary of canaries) await t.test(`${name}: ${canary.name}`, () => assertNamed(capture, canary));
  }
}

/** Delivers faithfully, which is clean, and then with every fault, each of which has to be found and named, and nothing else. */
export async function assertSinks(t: TestContext, place: Place): Promise<void> {
  const { server, prefix, kinds } = place;
  let before: readonly ChangeEvent[] = [];

  await t.test('clean', async () => {
    const run = await runWithSinks({ server, prefix, kinds, load, hasReference: true, tamperOf: () => faithful });
    before = run.events;
    for (const { name } of kinds) {
      const capture = eventCapture(run.report, name);
      assert.deepEqual([capture.status, foundIn(capture)], ['clean', {}], JSON.stringify(capture.examples, null, 1));
      assert.deepEqual([capture.matched, capture.expected], [before.length, before.length]);
      assert.ok(capture.expected > 400, `${capture.expected} changes`);
    }
    assert.deepEqual([run.exitCode, run.report.verdict], [0, 'passed'], run.report.reasons.join('\n'));
  });

  await t.test('the run before in the place of this one: everything stale, everything missing', async () => {
    const replay = (): Tamper => {
      const old = [...before];
      return () => old.splice(0, 1);
    };
    const { report } = await runWithSinks({
      server,
      prefix,
      kinds,
      load: loadWith('30s'),
      hasReference: true,
      tamperOf: replay,
    });
    for (const { name } of kinds) {
      assert.deepEqual(foundIn(eventCapture(report, name)), { stale: before.length, missing: before.length }, name);
      assert.equal(eventCapture(report, name).attributedTo, 'connector');
    }
  });

  await t.test('the runs before in the topics and a connector that sends nothing: everything missing', async () => {
    const { report } = await runWithSinks({
      server,
      prefix,
      kinds,
      load,
      hasReference: true,
      tamperOf: () => () => [],
    });
    for (const { name } of kinds)
      assert.deepEqual(foundIn(eventCapture(report, name)), { missing: before.length }, name);
  });

  for (const naming of ['beside the reference', 'alone'] as const) {
    await t.test(naming, async t2 => {
      await assertCanaries(t2, place, naming, before, sinkCanaries);
      await assertCanaries(t2, place, naming, before, sentAgainCanary);
    });
  }
}
