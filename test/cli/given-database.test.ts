import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { reportFaults } from '../../src/report/parse-report.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { startCli, type Ended, type Running } from '../helpers/cli.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger } from '../helpers/ledger.ts';
import { scenarioFile, temporaryFolder } from '../helpers/scenarios.ts';

const server = fileServer();
const password = "S3cret'<&>%:/ß pass";
/** However the password may be spelt where it must not stand. */
const spellings = [password, encodeURIComponent(password), 'S3cret', JSON.stringify(password).slice(1, -1)];
before(async () => {
  const { url } = await server.server();
  await server.ask(url, `CREATE ROLE teller LOGIN SUPERUSER PASSWORD '${password.replaceAll("'", "''")}'`);
});

const streamPhase = { operations: 40, interval: '0ms' };

/** URL of a new database, with a password that must not be seen. */
async function secretUrl(): Promise<URL> {
  const { host, pathname } = new URL(await server.newDatabase());
  return new URL(`postgresql://teller:${encodeURIComponent(password)}@${host}${pathname}`);
}

/** A run under way, and how it ends: with a valid report, and the password nowhere. */
function startRun(
  words: readonly string[],
  environment: Record<string, string> = {},
): { running: Running; ended: Promise<Ended & { report: Report }> } {
  const out = temporaryFolder();
  const logDir = temporaryFolder();
  const flags = ['--out', out, '--log-dir', logDir, '--log-level', 'debug'];
  const running = startCli(['run', ...words, ...flags], { environment });
  const look = async (): Promise<Ended & { report: Report }> => {
    const ended = await running.ended;
    const files = readdirSync(out).sort();
    assert.equal(files.length, 2, ended.stderr);
    const [html, json] = files.map(name => readFileSync(join(out, name), 'utf8')) as [string, string];
    const log = readFileSync(join(logDir, 'alimentador.log'), 'utf8');
    assert.match(log, /"module":"run"/);
    for (const text of [ended.stdout, ended.stderr, html, json, log]) {
      for (const spelling of spellings) assert.ok(!text.includes(spelling), `the password is shown:\n${text}`);
    }
    const report = JSON.parse(json) as Report;
    assert.deepEqual(await reportFaults(structuredClone(report)), []);
    return { ...ended, report };
  };
  return { running, ended: look() };
}

test('a database set by --set is shown without its password', async () => {
  const url = await secretUrl();
  const path = scenarioFile({ streamPhase }, ledger());
  const { code, stderr, report } = await startRun([path, '--set', `database.url=${url.href}`]).ended;
  assert.equal(code, 0, stderr);
  assert.deepEqual(report.scenario.overrides, ['--set database.url=(not shown)']);
});

test('a run on a given database: target and reason are told, the password is not', async () => {
  const url = await secretUrl();
  const path = scenarioFile({ streamPhase, database: { url: '${THE_URL}' } }, ledger());
  const { code, stdout, stderr, report } = await startRun([path], { THE_URL: url.href }).ended;
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^PASSED/);
  const target = `PostgreSQL at ${url.host}, database ${url.pathname.slice(1)}`;
  assert.match(stderr, new RegExp(`^target: ${target} \\(from database\\.url of the scenario\\)\n`));
  assert.deepEqual(report.environment.target, {
    kind: 'given',
    description: target,
    reason: 'from database.url of the scenario',
  });
});

test('--database env wins over the scenario', async () => {
  const url = await secretUrl();
  const path = scenarioFile({ streamPhase, database: { url: 'postgresql://x@127.0.0.1:1/x' } }, ledger());
  const { code, report } = await startRun([path, '--database', 'env'], { DATABASE_URL: url.href }).ended;
  assert.deepEqual([code, report.environment.target.reason], [0, 'from DATABASE_URL by --database env']);
});

test('a URL of --set is left out of what the report says was overridden', async () => {
  const url = await secretUrl();
  const path = scenarioFile({ streamPhase }, ledger());
  for (const words of [`database.url=${url.href}`, `database={ url: "${url.href}" }`]) {
    const { code, report } = await startRun([path, '--set', words]).ended;
    assert.deepEqual([code, report.scenario.overrides], [0, [`--set ${words.split('=', 1)[0]}=(not shown)`]]);
  }
});

test('a password comes from PGPASSFILE, which chooses no target, and only from one that is closed to others', async () => {
  const url = await secretUrl();
  const path = scenarioFile({ streamPhase, database: { url: url.href.replace(/:[^:@/]+@/, '@') } }, ledger());
  const passwordFile = join(temporaryFolder(), 'pgpass');
  writeFileSync(passwordFile, `127.0.0.1:*:*:teller:${password.replaceAll(/[\\:]/g, '\\$&')}\n`, { mode: 0o600 });
  const environment = { PGPASSFILE: passwordFile, PGHOST: 'nowhere.invalid', PGUSER: 'nobody', PGDATABASE: 'nothing' };
  const { code, stderr } = await startRun([path], environment).ended;
  assert.equal(code, 0, stderr);
  chmodSync(passwordFile, 0o644);
  const open = await startRun([path], environment).ended;
  assert.equal(open.code, 3);
  assert.match(open.report.reasons.join(), /the server asks for the password of "teller", and there is none/);
  assert.match(open.report.warnings.join(), /password file .* is not used: group or others have access to it/);
});

test('a server that does not let us in: exit 3, and the reason in words', async () => {
  const path = scenarioFile({ streamPhase }, ledger());
  const url = await secretUrl();
  const cases: readonly (readonly [URL, RegExp])[] = [
    [Object.assign(new URL(url), { password: `${url.password}x` }), /password authentication failed for user "teller"/],
    [Object.assign(new URL(url), { pathname: '/nothing' }), /database "nothing" does not exist/],
  ];
  for (const [address, reason] of cases) {
    const { code, stdout, report } = await startRun([path, '--database', address.href]).ended;
    assert.deepEqual([code, report.verdict], [3, 'incomplete']);
    assert.match(report.reasons[0]!, /^cannot connect to PostgreSQL at 127\.0\.0\.1:\d+, database \w+: /);
    assert.match(report.reasons[0]!, reason);
    assert.doesNotMatch([...report.errors, stdout].join('\n'), /\n +at |defect/, 'a stack trace');
  }
});

test('SIGINT: what is in flight is finished, and what the stream did is compared', async () => {
  const { href: url } = await secretUrl();
  const path = scenarioFile({ streamPhase: { duration: '60s', interval: '0ms' } }, ledger());
  const { running, ended } = startRun([path, '--database', url]);
  while ((await server.ask(url, "SELECT 1 FROM pg_class WHERE relname = 'entries'")).length === 0);
  while ((await server.ask(url, 'SELECT 1 FROM entries WHERE id > 60')).length === 0);
  running.child.kill('SIGINT');
  const { code, report } = await ended;
  const { sent, committed, unknown } = report.streamPhase.operations;
  assert.deepEqual([code, report.verdict, sent, unknown], [130, 'incomplete', committed, 0]);
  assert.ok(committed > 20);
  assert.equal(
    report.executed.operationsPerLane.reduce((a, b) => a + b),
    sent,
  );
  assert.deepEqual([report.state.status, report.state.matches], ['checked', true]);
});
