import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../src/shared/clock.ts';
import { tableCapture } from '../helpers/captures.ts';
import { fileServer } from '../helpers/file-server.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';
import { newRunId } from '../helpers/slot-listener.ts';
import { replicated, streamPhase, subscribed } from './subscription.ts';

const server = fileServer();
// Each subscription keeps a worker until the end of the file; PostgreSQL has four unless told otherwise.
const other = fileServer({ max_logical_replication_workers: '16', max_worker_processes: '24' });
const doomed = fileServer();
/** A stream that leaves time for a fault. */
const longer = { streamPhase: { duration: '6s', rate: '200/s', lanes: 3 } };

/** Resolves when what a stream writes is in a database: the run's own or a replica. */
async function streaming(url: string): Promise<void> {
  for (;;) {
    // The tables are made anew at the beginning of a run.
    const rows = await server.ask(url, 'SELECT count(*) FROM entries').catch(() => []);
    if (Number(rows[0]?.['count'] ?? 0) > 80) return;
    await delay(20);
  }
}

test('a subscription that delivers everything is clean, and checks run there', { timeout: 120_000 }, async () => {
  const { report, exitCode } = await (await subscribed(server, other)).run();
  assert.deepEqual([report.verdict, exitCode], ['passed', 0], report.reasons.join('\n'));
  const { status, rows, expectedRows, convergedMs } = tableCapture(report, 'replica');
  assert.deepEqual([status, rows], ['clean', expectedRows]);
  assert.ok(expectedRows > 60 && convergedMs !== null);
  assert.deepEqual(
    report.checks.map(each => [each.on, each.passed]),
    [
      ['source', true],
      ['replica', true],
    ],
  );
});

/** Faults planted in the replica. Its apply worker has an empty search_path, and fires only triggers that are ALWAYS on. */
const canaries = {
  altered: 'NEW.amount = 0; RETURN NEW;',
  deleted: 'RETURN NULL;',
  added: `INSERT INTO public.entries (id, account_id, amount) VALUES (999999, 1, 1) ON CONFLICT DO NOTHING; RETURN NEW;`,
};

for (const [name, body] of Object.entries(canaries)) {
  test(`a row that is ${name} on the replica is found and named`, { timeout: 120_000 }, async () => {
    const { replicaUrl, run } = await subscribed(server, other);
    await other.ask(
      replicaUrl,
      `CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$;
       CREATE TRIGGER spoil BEFORE INSERT OR UPDATE ON entries FOR EACH ROW WHEN (NEW.id = 45) EXECUTE FUNCTION spoil();
       ALTER TABLE entries ENABLE ALWAYS TRIGGER spoil`,
    );
    const { report, exitCode } = await run();
    assert.deepEqual([report.verdict, exitCode], ['failed', 1], report.reasons.join('\n'));
    const { status, attributedTo, tables } = tableCapture(report, 'replica');
    assert.deepEqual([status, attributedTo], ['findings', 'connector']);
    const found = Object.values(tables).flatMap(table => table.firstDifferences.map(({ kind, key }) => [kind, key]));
    const kinds = { altered: ['value', '45'], deleted: ['missing', '45'], added: ['unexpected', '999999'] };
    assert.deepEqual(found, [kinds[name as keyof typeof kinds]]);
  });
}

test('the database of the run itself is refused', { timeout: 60_000 }, async () => {
  const url = await server.newDatabase();
  const captures = [{ name: 'replica', kind: 'table', url }];
  const { report, exitCode } = await runOn(url, await scenario({ captures, streamPhase }, replicated));
  assert.equal(exitCode, 3);
  assert.match(report.reasons[0]!, /^capture replica: it is the database of the run itself/);
});

/** A minute of this clock is over in half a second. */
const hurried = { ...systemClock, nowUs: () => systemClock.nowUs() * 120 };

test('a replica that holds rows already is refused before the source gets any', { timeout: 60_000 }, async () => {
  const [url, replicaUrl] = [await server.newDatabase(), await other.newDatabase()];
  await other.ask(replicaUrl, `${replicated.ddl} INSERT INTO accounts (owner, balance) VALUES ('of yesterday', 1)`);
  const captures = [{ name: 'replica', kind: 'table', url: replicaUrl }];
  const loaded = await scenario({ captures, streamPhase }, replicated);
  const { report, exitCode } = await runOn(url, loaded, { runId: newRunId(), clock: hurried });
  assert.deepEqual([report.verdict, exitCode], ['incomplete', 3], report.reasons.join('\n'));
  assert.match(report.reasons[0]!, /^capture replica: rows of before are in accounts \(is it fed, .* else empty it/);
  assert.deepEqual(report.errors.length, 1, report.errors.join('\n'));
  const rows = await server.ask(url, 'SELECT (SELECT count(*) FROM accounts) + (SELECT count(*) FROM entries) AS rows');
  assert.deepEqual([report.seedPhase.rows, rows], [0, [{ rows: '0' }]]);
});

test('a replica whose server goes away during the run is void', { timeout: 120_000 }, async () => {
  const { url, run } = await subscribed(server, doomed);
  const running = run(longer);
  await streaming(url);
  await (await doomed.server()).stop();
  const { report, exitCode } = await running;
  assert.deepEqual([report.verdict, exitCode], ['incomplete', 3], report.reasons.join('\n'));
  assert.match(
    report.reasons[0]!,
    /^capture replica is void: cannot connect to PostgreSQL at 127\.0\.0\.1:\d+.*refused/i,
  );
  const { status, attributedTo, matches } = tableCapture(report, 'replica');
  assert.deepEqual([status, attributedTo, matches], ['void', null, null]);
  assert.ok(report.state.matches);
  assert.deepEqual(
    report.checks.map(each => each.on),
    ['source'],
  );
});

test('a subscription disabled during the run leaves rows out, which are named', { timeout: 120_000 }, async () => {
  const { url, replicaUrl, name, run } = await subscribed(server, other);
  const running = run({ ...longer, drain: { idle: '1s' } });
  await streaming(url);
  await other.ask(replicaUrl, `ALTER SUBSCRIPTION ${name} DISABLE`);
  const { report, exitCode } = await running;
  assert.deepEqual([report.verdict, exitCode], ['failed', 1], report.reasons.join('\n'));
  const { status, attributedTo, convergedMs, rows, expectedRows, tables } = tableCapture(report, 'replica');
  assert.deepEqual([status, attributedTo, convergedMs], ['findings', 'connector', null]);
  assert.ok(rows > 60 && rows < expectedRows, `${rows} of ${expectedRows}`);
  const named = Object.values(tables).flatMap(table => table.firstDifferences);
  assert.ok(named.length > 0 && named.every(({ kind, key }) => kind !== 'unexpected' && Number(key) > 0));
  assert.match(report.reasons[0]!, /^capture replica: .*entries differs in \d+ places: entries \d+.*: expected/);
  assert.ok(report.state.matches);
});

/** Takes a lock in the replica that lets nobody read its entries, until the end of this file. */
async function lockEntries(replicaUrl: string): Promise<void> {
  const session = await other.session(replicaUrl);
  await session.query('BEGIN; LOCK TABLE entries IN ACCESS EXCLUSIVE MODE');
}

test('a replica whose tables are locked is void when the time is over', { timeout: 120_000 }, async () => {
  const { replicaUrl, run } = await subscribed(server, other);
  const running = run({ ...longer, drain: { idle: '1s', max: '2s' } });
  await streaming(replicaUrl);
  await lockEntries(replicaUrl);
  const { report, exitCode } = await running;
  assert.deepEqual([report.verdict, exitCode], ['incomplete', 3], report.reasons.join('\n'));
  const reason = 'its tables could not be read in time: is one of them locked?';
  assert.deepEqual(report.reasons, [`capture replica is void: ${reason}`]);
  assert.equal(tableCapture(report, 'replica').voidReason, reason);
  assert.ok(report.state.matches);
});

test('a replica whose tables are locked is refused before the run', { timeout: 60_000 }, async () => {
  const [url, replicaUrl] = [await server.newDatabase(), await other.newDatabase()];
  await other.ask(replicaUrl, replicated.ddl);
  await lockEntries(replicaUrl);
  const captures = [{ name: 'replica', kind: 'table', url: replicaUrl }];
  const loaded = await scenario({ captures, streamPhase }, replicated);
  const { report, exitCode } = await runOn(url, loaded, { runId: newRunId(), clock: hurried });
  assert.equal(exitCode, 3);
  assert.deepEqual(
    report.reasons[0],
    'capture replica: its tables could not be read in a minute (is one of them locked?)',
  );
  assert.equal(report.seedPhase.rows, 0);
});

test('--no-captures: thresholds and checks on replicas say why they have no answer', { timeout: 60_000 }, async () => {
  const captures = [{ name: 'replica', kind: 'table', url: 'postgresql://nobody@127.0.0.1:1/nothing' }];
  const thresholds = ['captures.replica.convergedMs < 500', 'streamPhase.asked < 1'];
  const checks = [{ name: 'none', noRows: 'SELECT FROM entries WHERE false', on: ['replica'] }];
  const loaded = await scenario({ captures, thresholds, checks, streamPhase }, replicated);
  const { report, exitCode } = await runOn(await server.newDatabase(), loaded, { captures: false });
  const why = 'captures were left out by --no-captures';
  assert.deepEqual(
    report.thresholds.map(({ error }) => error),
    [`not measured: ${why}`, 'not measured'],
  );
  assert.deepEqual(report.warnings, [`no check was asked on replica: ${why}`]);
  assert.equal(report.reasons[0], `threshold failed: captures.replica.convergedMs < 500 (not measured: ${why})`);
  assert.deepEqual([report.verdict, exitCode, report.checks], ['failed', 1, []]);
});
