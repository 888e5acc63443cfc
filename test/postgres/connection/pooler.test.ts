import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { connectFirst } from '../../../src/postgres/connect.ts';
import { accountForServer } from '../../../src/postgres/embedded/account.ts';
import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { fileServer } from '../../helpers/file-server.ts';
import { ledger } from '../../helpers/ledger.ts';
import { assertPassed, runOn } from '../../helpers/runs.ts';
import { scenario, temporaryFolder } from '../../helpers/scenarios.ts';
import { startTransactionPooler } from '../../helpers/transaction-pooler.ts';

const server = fileServer();
const settings = { applicationName: 'test', synchronousCommit: 'off', schema: 'mine' };

async function assertRecognised(url: string): Promise<void> {
  const { message, hint } = await connectFirst(url, settings).then(
    () => assert.fail('it was not recognised'),
    (error: unknown) => (error instanceof CannotRun ? error : assert.fail(error as Error)),
  );
  assert.match(message, /a connection pooler in transaction mode answers there \(pgbouncer/);
  assert.match(message, /a run needs sessions of its own for its lock, its settings and its prepared statements/);
  assert.match(hint!, /give the server's own host and port instead/);
}

/** Nothing of ours is left behind in the sessions that others get next. */
async function assertUntouched(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ path: string }>("SELECT current_setting('search_path') AS path");
  await client.end();
  assert.equal(rows[0]!.path, '"$user", public');
}

test('a direct session is none of a pooler', async () => {
  const client = await connectFirst(await server.newDatabase(), settings);
  await client.end();
});

for (const size of [1, 3]) {
  test(`a double of pgbouncer in transaction mode with ${size} sessions is recognised and left as it was`, async () => {
    const url = await startTransactionPooler(await server.newDatabase(), size);
    await assertRecognised(url);
    await assertUntouched(url);
  });
}

test('a double of pgbouncer in transaction mode: the run is refused in words, with exit 3', async () => {
  const url = await startTransactionPooler(await server.newDatabase());
  const loaded = await scenario({ streamPhase: { operations: 20, interval: '0ms' } }, ledger());
  const { report, exitCode } = await runOn(url, loaded);
  assert.deepEqual([exitCode, report.verdict], [3, 'incomplete']);
  assert.match(report.reasons.join('\n'), /a connection pooler in transaction mode answers there/);
  assert.doesNotMatch(report.errors.join('\n'), /\n +at |defect/, 'a stack trace');
});

/** The real one, where the machine has it (Debian's package of that name); CI need not. */
const installed = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' });
const version = installed.status === 0 ? installed.stdout.split('\n', 1)[0]! : undefined;

/** Starts it before the embedded server; URL of a new database through it. */
async function startPgbouncer(mode: string, size: number): Promise<string> {
  const direct = new URL(await server.newDatabase());
  const folder = temporaryFolder();
  const port = await freePort();
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const users = put('users', `"${direct.username}" "${direct.password}"\n`);
  const file = put(
    'pgbouncer.ini',
    `[databases]\n* = host=${direct.hostname} port=${direct.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n` +
      `listen_port = ${port}\nunix_socket_dir =\nauth_type = scram-sha-256\nauth_file = ${users}\n` +
      `pool_mode = ${mode}\ndefault_pool_size = ${size}\nignore_startup_parameters = extra_float_digits\n`,
  );
  const account = accountForServer();
  if (account !== null) for (const each of [folder, users, file]) chownSync(each, account.uid, account.gid);
  chmodSync(users, 0o600);
  const identity = account === null ? {} : { uid: account.uid, gid: account.gid };
  const child = spawn('pgbouncer', [file], { ...identity, cwd: folder, stdio: 'ignore' });
  after(() => child.kill('SIGKILL'));
  direct.port = String(port);
  for (;;) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    const client = new pg.Client({ connectionString: direct.href });
    client.on('error', () => undefined);
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (isUp) return direct.href;
    await delay(20);
  }
}

if (version !== undefined) {
  for (const [mode, size] of [
    ['transaction', 1],
    ['transaction', 5],
    ['statement', 5],
  ] as const) {
    test(`the real ${version} in ${mode} mode with ${size} sessions is recognised and left as it was`, async () => {
      const url = await startPgbouncer(mode, size);
      await assertRecognised(url);
      await assertUntouched(url);
    });
  }

  test(`the real ${version} in session mode: a run passes`, async () => {
    const url = await startPgbouncer('session', 10);
    const loaded = await scenario({ streamPhase: { operations: 20, interval: '0ms' } }, ledger());
    assertPassed(await runOn(url, loaded));
  });

  test(`the real ${version} says no to options of the URL: it is named`, async () => {
    const url = new URL(await startPgbouncer('session', 10));
    url.searchParams.set('options', '-c work_mem=9MB');
    await assert.rejects(connectFirst(url.href, settings), /a connection pooler \(pgbouncer\) stands in between/);
  });
}
