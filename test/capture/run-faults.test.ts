import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventCapture, Report } from '../../src/report/report.generated.ts';
import { eventCapture } from '../helpers/captures.ts';
import { fileServer, type FileServer } from '../helpers/file-server.ts';
import { ledger, ledgerEvents } from '../helpers/ledger.ts';
import { startPgoutputProxy } from '../helpers/pgoutput-proxy.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';
import { newRunId } from '../helpers/slot-listener.ts';

const server = fileServer();
const replica = fileServer({ wal_level: 'replica' });
const mortal = fileServer();

const captures = [{ name: 'reference', kind: 'slot' }];
const paced = { operations: 400, rate: '200/s', lanes: 3 };
const drain = { quiet: '100ms', idle: '3s' };

type Result = { report: Report; exitCode: number };

/** It could not begin, and says so in one line. */
function assertRefused({ report, exitCode }: Result, line: RegExp): void {
  assert.deepEqual([report.verdict, exitCode, report.reasons.length], ['incomplete', 3, 2], report.reasons.join('\n'));
  const [reason] = report.reasons;
  assert.match(reason!, line);
  assert.doesNotMatch(reason!, /\n/);
  assert.deepEqual([report.errors, report.captures, report.seedPhase.rows], [[reason], {}, 0]);
}

/** No slot, no publication, no session of the tool. */
async function assertNothingLeft(from: FileServer, url: string): Promise<void> {
  const left = `SELECT 'slot ' || slot_name AS what FROM pg_replication_slots WHERE database = current_database()
    UNION ALL SELECT 'publication ' || pubname FROM pg_publication
    UNION ALL SELECT 'session ' || application_name FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  // A session that was ended is there for a moment.
  for (;;) {
    const rows = await from.ask(url, left);
    if (rows.every(({ what }) => what!.startsWith('session')) && rows.length > 0) continue;
    assert.deepEqual(rows, []);
    return;
  }
}

test(
  'a server without wal_level=logical: exit 3, in one line with what mends it, and nothing is left',
  { timeout: 60_000 },
  async () => {
    const url = await replica.newDatabase();
    const result = await runOn(url, await scenario({ captures }, ledger()), { runId: newRunId() });
    assertRefused(result, /^the server makes no replication slot: .*wal_level.*ALTER SYSTEM SET wal_level = 'logical'/);
    await assertNothingLeft(replica, url);
  },
);

test(
  'a role without REPLICATION: exit 3, in one line with what mends it, and nothing is left',
  { timeout: 60_000 },
  async () => {
    const url = await server.newDatabase();
    const name = new URL(url).pathname.slice(1);
    await server.ask(url, `CREATE ROLE clerk LOGIN PASSWORD 'x'; ALTER DATABASE ${name} OWNER TO clerk`);
    const asClerk = url.replace(/\/\/[^@]+@/, '//clerk:x@');
    const result = await runOn(asClerk, await scenario({ captures }, ledger()), { runId: newRunId() });
    assertRefused(result, /^the server makes no replication slot: .*permission denied.*ALTER ROLE \.\.\. REPLICATION/);
    await assertNothingLeft(server, url);
  },
);

const reference = ({ report }: Result): EventCapture => eventCapture(report, 'reference');

test(
  'operations that the server begins to reject in mid-stream are no findings of a capture',
  { timeout: 60_000 },
  async () => {
    const url = await server.newDatabase();
    const proxy = await startPgoutputProxy(url);
    const loaded = await scenario(
      { database: { replicationUrl: proxy.url }, captures, drain, streamPhase: paced },
      ledger(),
    );
    let commits = 0;
    const altered: Promise<unknown>[] = [];
    proxy.script = (transaction, stream) => {
      stream.send(transaction);
      if ((commits += 1) !== 50) return;
      altered.push(server.ask(url, 'ALTER TABLE entries ADD CHECK (amount < 500) NOT VALID'));
    };
    const result = await runOn(url, loaded, { runId: newRunId() });
    assert.equal((await Promise.all(altered)).length, 1);
    const { rejected, committed } = result.report.streamPhase.operations;
    assert.ok(rejected > 20 && committed > 50, `${rejected} rejected, ${committed} committed`);
    const { status, expected, matched, missing, unexpected } = reference(result);
    assert.deepEqual([status, missing, unexpected], ['clean', 0, 0], result.report.reasons.join('\n'));
    assert.deepEqual(
      [expected, matched],
      [60 + result.report.streamPhase.inserts + result.report.streamPhase.updates, expected],
    );
    assert.deepEqual([result.report.verdict, result.exitCode, result.report.state.matches], ['failed', 1, true]);
    assert.match(result.report.reasons.join('\n'), /^\d+ operations rejected by the server \([^)]*23514: \d+[^)]*\)/);
    assert.doesNotMatch(result.report.reasons.join('\n'), /capture/);
  },
);

test('rejections that an event expects leave run and capture clean', { timeout: 60_000 }, async () => {
  const url = await server.newDatabase();
  const ddl = 'ALTER TABLE entries ADD CHECK (amount < 2000);';
  const refused = {
    weight: 3,
    insert: 'entries',
    with: { amount: { int: { from: 3_000, to: 4_000 } } },
    expect: '23514',
  };
  const model = ledger({ ddl, events: { ...ledgerEvents, refused } });
  const loaded = await scenario(
    { captures, drain, streamPhase: { operations: 300, interval: '0ms', lanes: 3 } },
    model,
  );
  const result = await runOn(url, loaded, { runId: newRunId() });
  assert.deepEqual([result.report.verdict, result.exitCode], ['passed', 0], result.report.reasons.join('\n'));
  assert.ok(result.report.streamPhase.operations.rejectedAsExpected > 20);
  const { status, expected, matched } = reference(result);
  assert.deepEqual([status, matched], ['clean', expected]);
});

test(
  'a run that is interrupted judges what came, and does not wait for the rest as usual',
  { timeout: 60_000 },
  async () => {
    const url = await server.newDatabase();
    const proxy = await startPgoutputProxy(url);
    const stopping = new AbortController();
    let commits = 0;
    proxy.script = (transaction, stream) => {
      commits += 1;
      // From then on nothing comes: the usual wait would be ten minutes.
      if (commits <= 100) stream.send(transaction);
      if (commits === 150) stopping.abort('SIGINT');
    };
    const loaded = await scenario(
      {
        database: { replicationUrl: proxy.url },
        captures,
        drain: { quiet: '1m', idle: '9m', max: '10m' },
        streamPhase: paced,
      },
      ledger(),
    );
    const result = await runOn(url, loaded, { runId: newRunId(), stopping: stopping.signal });
    const { status, missing, matched, expected } = reference(result);
    assert.deepEqual([result.report.verdict, result.exitCode, status], ['incomplete', 130, 'notDrained']);
    assert.ok(missing > 0 && matched > 100 && matched + missing === expected, `${matched} of ${expected}`);
    assert.equal(result.report.reasons[0], 'interrupted by SIGINT');
    assert.match(
      result.report.reasons[1]!,
      /^capture reference was still delivering: \d+ changes had not come in time$/,
    );
    await assertNothingLeft(server, url);
  },
);

test(
  'a server that is killed in mid-run takes the capture along: exit 3, with a report',
  { timeout: 240_000 },
  async () => {
    const url = await mortal.newDatabase();
    const proxy = await startPgoutputProxy(url);
    const { pid } = await mortal.server();
    let commits = 0;
    proxy.script = (transaction, stream) => {
      stream.send(transaction);
      if ((commits += 1) === 100) process.kill(pid, 'SIGKILL');
    };
    const loaded = await scenario(
      { database: { replicationUrl: proxy.url }, captures, drain, streamPhase: paced },
      ledger(),
    );
    const result = await runOn(url, loaded, { runId: newRunId() });
    assert.deepEqual([result.report.verdict, result.exitCode], ['incomplete', 3], result.report.reasons.join('\n'));
    assert.match(result.report.reasons[0]!, /^the connection was lost: /);
    assert.doesNotMatch([...result.report.reasons, ...result.report.errors].join('\n'), /\n +at |defect/);
    const { status, voidReason } = reference(result);
    assert.equal(status, 'void', voidReason ?? '');
  },
);
