import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { headBytes, startPgoutputProxy, type Frame, type PgoutputProxy } from '../helpers/pgoutput-proxy.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import type { EventCapture, Report } from '../../src/report/report.generated.ts';
import type { LoadedScenario } from '../../src/scenario/load-scenario.ts';
import { eventCapture } from '../helpers/captures.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { plannedChanges } from '../helpers/planned-changes.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';
import { newRunId } from '../helpers/slot-listener.ts';
import { wireReader } from '../helpers/wire-change.ts';
import { again, recorder } from '../helpers/wire-scripts.ts';
import { assertFound } from './found.ts';

const server = fileServer();

interface Setting {
  readonly url: string;
  readonly proxy: PgoutputProxy;
  readonly loaded: LoadedScenario;
  /** Changes that there must be, those of the seed phase included. */
  readonly expected: number;
  readonly run: () => Promise<{ report: Report; exitCode: number }>;
}

const fast = { operations: 300, interval: '0ms', lanes: 3 };
/** Long enough for something to happen meanwhile. */
const paced = { operations: 400, rate: '200/s', lanes: 3 };

/** A database with a proxy before it, and a scenario whose slot is read through that. */
async function setting(streamPhase: object, more: Record<string, unknown> = {}, model = 'ledger'): Promise<Setting> {
  const url = await server.newDatabase();
  const proxy = await startPgoutputProxy(url);
  const written = {
    database: { replicationUrl: proxy.url },
    streamPhase,
    captures: [{ name: 'reference', kind: 'slot' }],
    drain: { quiet: '100ms', idle: '3s' },
    ...more,
  };
  const loaded = await (model === 'ledger'
    ? scenario(written, ledger())
    : scenario({ ...written, model, seedPhase: { scale: 0.05 } }));
  const workload = makeWorkload(loaded.scenario, loaded.model);
  const seeded = loaded.scenario.volumes.reduce((sum, volume) => sum + volume, 0);
  const expected = seeded + plannedChanges(workload).length;
  return { url, proxy, loaded, expected, run: () => runOn(url, loaded, { runId: newRunId() }) };
}

const slots = (url: string): Promise<unknown> => server.ask(url, 'SELECT slot_name FROM pg_replication_slots');
const reference = ({ report }: { report: Report }): EventCapture => eventCapture(report, 'reference');

for (const model of ['ledger', 'shop']) {
  test(`${model}: what comes again behind a lost connection is redelivered, and no finding`, async () => {
    const { proxy, expected, run } = await setting(fast, {}, model);
    const { script, changesAgain } = again({ behind: 150, count: 50, afterCut: true });
    proxy.script = script;
    const result = await run();
    assert.ok(changesAgain() >= 50, String(changesAgain()));
    if (model === 'ledger') assert.equal(changesAgain(), 50);
    assertFound(result, { redelivered: changesAgain() });
    assert.equal(reference(result).matched, expected);
    assert.match(result.report.warnings.join('\n'), /capture reference: connected again \(.* can no longer be read: /);
  });

  test(`${model}: the same without a reconnect is duplicated`, async () => {
    const { proxy, expected, run } = await setting(fast, {}, model);
    const { script, changesAgain } = again({ behind: 150, count: 50, afterCut: false });
    proxy.script = script;
    const result = await run();
    assert.ok(changesAgain() >= 50, String(changesAgain()));
    assertFound(result, { duplicated: changesAgain() });
    assert.equal(reference(result).matched, expected);
  });
}

test('a connection that is cut within a transaction: the server sends it again, whole', async () => {
  const { proxy, expected, run } = await setting(fast, {}, 'shop');
  const read = wireReader();
  let cutAfter = 0;
  proxy.script = (transaction, stream) => {
    const changes = read(transaction);
    // Of the stream: the seed phase is one transaction a table.
    if (cutAfter > 0 || changes.length < 2 || changes.length > 3) return stream.send(transaction);
    cutAfter = changes.length - 1;
    stream.send(transaction.slice(0, changes.at(-1)!.at));
    // What was sent is on its way to the tool; an end, unlike a reset, lets it arrive.
    stream.end();
  };
  const result = await run();
  assert.ok(cutAfter > 0);
  assertFound(result, { redelivered: cutAfter });
  assert.equal(reference(result).matched, expected);
});

test("the run before, in this one's place: everything stale, everything missing", async () => {
  const { proxy, expected, run } = await setting(fast);
  const { script, transactions } = recorder();
  proxy.script = script;
  assertFound(await run(), {});
  const recorded = [...transactions];
  let replayed = 0;
  proxy.script = (_, stream) => {
    const old = recorded[replayed];
    replayed += 1;
    if (old !== undefined) stream.send(old);
  };
  const result = await run();
  assert.equal(replayed, recorded.length, 'both runs had as many transactions');
  assertFound(result, { stale: expected, missing: expected });
});

test('the run before and this one: the first is stale, the second is all there', async () => {
  const { proxy, expected, run } = await setting(fast);
  const { script, transactions } = recorder();
  proxy.script = script;
  assertFound(await run(), {});
  const recorded = [...transactions];
  proxy.script = (transaction, stream) => {
    for (const old of recorded.splice(0)) stream.send(old);
    stream.send(transaction);
  };
  const result = await run();
  assertFound(result, { stale: expected });
  assert.equal(reference(result).matched, expected);
});

test('the run before under LSNs of this one is stale by its commit times', async () => {
  const { proxy, expected, run } = await setting(fast);
  const { script, transactions } = recorder();
  proxy.script = script;
  assertFound(await run(), {});
  const recorded = [...transactions];
  proxy.script = (transaction, stream) => {
    const old = recorded.shift();
    const head = transaction[0]!.subarray(0, headBytes);
    if (old !== undefined) stream.send(old.map(frame => Buffer.concat([head, frame.subarray(headBytes)])));
  };
  const result = await run();
  assertFound(result, { stale: expected, missing: expected });
});

test('everything late, behind the end of the stream and a quiet time: clean', async () => {
  const { proxy, expected, run } = await setting(fast);
  const read = wireReader();
  let seen = 0;
  const late: (readonly Frame[])[] = [];
  proxy.script = (transaction, stream) => {
    late.push(transaction);
    seen += read(transaction).length;
    if (seen < expected) return;
    // Ten quiet times.
    setTimeout(() => late.forEach(each => stream.send(each)), 1_000);
  };
  const result = await run();
  assertFound(result, {});
  assert.ok(reference(result).drainMs! > 100, 'it came behind the quiet time');
});

test('a transaction in each drain look: a slow source is waited for', async () => {
  const { proxy, expected, run } = await setting({ ...fast, operations: 60 });
  const read = wireReader();
  const late: (readonly Frame[])[] = [];
  let seen = 0;
  proxy.script = (transaction, stream) => {
    late.push(transaction);
    seen += read(transaction).length;
    if (seen < expected) return;
    void (async () => {
      for (const each of late) {
        await pause(20);
        stream.send(each);
      }
    })();
  };
  assertFound(await run(), {});
});

test('a walsender that the server ends in mid-run: clean', async () => {
  const { url, proxy, expected, run } = await setting(paced);
  let commits = 0;
  const ended: Promise<unknown>[] = [];
  proxy.script = (transaction, stream) => {
    stream.send(transaction);
    if ((commits += 1) !== 100) return;
    ended.push(server.ask(url, 'SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active'));
  };
  const result = await run();
  assert.equal((await Promise.all(ended)).length, 1);
  const { redelivered } = reference(result);
  assertFound(result, redelivered > 0 ? { redelivered } : {});
  assert.equal(reference(result).matched, expected);
  assert.match(result.report.warnings.join('\n'), /capture reference: connected again/);
});

/** The capture says nothing, and the rest of the run is as it is. */
function assertVoid({ report, exitCode }: { report: Report; exitCode: number }, reason: RegExp): void {
  const { status, voidReason, attributedTo } = eventCapture(report, 'reference');
  assert.deepEqual([status, attributedTo], ['void', null]);
  assert.match(voidReason!, reason);
  assert.deepEqual(
    [report.verdict, exitCode, report.reasons],
    ['incomplete', 3, [`capture reference is void: ${voidReason}`]],
  );
  assert.deepEqual([report.state.matches, report.errors], [true, []]);
}

test('a slot that somebody drops in mid-run: the capture is void, and says why', async () => {
  const { url, proxy, run } = await setting(paced);
  let commits = 0;
  const dropped: Promise<void>[] = [];
  const drop = async (): Promise<void> => {
    for (;;) {
      const sql =
        'SELECT pg_terminate_backend(active_pid), pg_drop_replication_slot(slot_name) FROM pg_replication_slots';
      if ((await server.ask(url, sql).catch(() => undefined)) !== undefined) return;
    }
  };
  proxy.script = (transaction, stream) => {
    stream.send(transaction);
    if ((commits += 1) === 100) dropped.push(drop());
  };
  const result = await run();
  await Promise.all(dropped);
  assertVoid(
    result,
    /^the replication slot alimentador_\w+_reference can no longer be read: .*does not exist \(42704\)$/,
  );
  assert.deepEqual(await slots(url), []);
});

test("a slot that holds back too much of the server's log: dropped, the capture is void, and says why", async () => {
  const { url, proxy, run } = await setting(paced, { guard: { maxRetainedWal: '1kB' } });
  proxy.script = (transaction, stream) => {
    proxy.stall();
    stream.send(transaction);
  };
  const result = await run();
  const reason = /held back \d+ bytes of the server's log, more than guard\.maxRetainedWal \(1000\): dropped$/;
  assertVoid(result, reason);
  assert.match(result.report.warnings.join('\n'), new RegExp(reason, 'm'));
  assert.deepEqual(await slots(url), []);
});
