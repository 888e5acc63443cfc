import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { reporterKinds, type ReporterKind } from '../../src/report/reporters/reporter-files.ts';
import type { Comparison } from '../../src/compare/comparison.generated.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { canaries } from '../capture/canaries.ts';
import { cli } from '../helpers/cli.ts';
import { fileServer } from '../helpers/file-server.ts';
import { startPgoutputProxy } from '../helpers/pgoutput-proxy.ts';
import { plannedChanges } from '../helpers/planned-changes.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario, temporaryFolder } from '../helpers/scenarios.ts';
import { newRunId } from '../helpers/slot-listener.ts';

const server = fileServer();
const folder = temporaryFolder();

/** A real run whose slot is read through a proxy; with a canary one change is lost on the wire. */
async function realRun(canary: 'one change dropped' | undefined, randomSeed = 1): Promise<Report> {
  const url = await server.newDatabase();
  const proxy = await startPgoutputProxy(url);
  const loaded = await scenario({
    model: 'shop',
    randomSeed,
    seedPhase: { scale: 0.05 },
    database: { replicationUrl: proxy.url },
    streamPhase: { operations: 300, interval: '0ms', lanes: 3 },
    captures: [{ name: 'reference', kind: 'slot' }],
    drain: { quiet: '100ms', idle: '2s' },
  });
  if (canary !== undefined) {
    proxy.script = canaries[canary]!(plannedChanges(makeWorkload(loaded.scenario, loaded.model))).script;
  }
  return (await runOn(url, loaded, { runId: newRunId() })).report;
}

function written(name: string, report: object): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(report));
  return path;
}

const clean = written('clean', await realRun(undefined));
const again = written('again', await realRun(undefined));
const lossy = written('lossy', await realRun('one change dropped'));
const other = written('other', await realRun(undefined, 2));

test('one lost change is a regression, from one run a side', async () => {
  const { code, stdout } = await cli(['compare', clean, lossy]);
  assert.equal(code, 1, stdout);
  assert.match(stdout, /missing.*\b0\b.*\b1\b/);
});

test('each reporter writes its file, and the lost change is in every one that judges', async () => {
  const files = join(folder, 'reporters');
  const words = ['compare', clean, lossy];
  const reporters = reporterKinds.flatMap(kind => ['--reporter', `${kind}=${join(files, kind)}`]);
  const environment = { GITHUB_ACTIONS: 'true' };
  const { code, stdout } = await cli([...words, ...reporters], { environment });
  assert.equal(code, 1, stdout);
  const written = (kind: ReporterKind): string => readFileSync(join(files, kind), 'utf8');
  assert.equal((JSON.parse(written('json')) as Comparison).verdict, 'failed');
  assert.match(written('markdown'), /^### ❌ FAILED: [^]*\| \*\*regression\*\* \| missing changes \| 0 \| 1 \|/);
  assert.match(
    written('junit'),
    /failures="1"[^]*name="missing changes of reference"[^]*<failure message="regression: /,
  );
  assert.match(written('github'), /^::error file=.*missing changes of reference::regression: 1 after 0/);
  assert.match(written('benchmark'), /captures\.reference\.lagMs\.p99/);
  assert.match(written('benchmark-bigger'), /streamPhase\.achieved/);
  const [inJob, off] = [await cli(words, { environment }), await cli([...words, '--no-annotations'], { environment })];
  assert.match(inJob.stdout, /^::error /m);
  assert.doesNotMatch(stdout + off.stdout + off.stderr, /::error/);
});

test('a loss that is gone again is none', async () => {
  const { code, stdout } = await cli(['compare', lossy, clean]);
  assert.equal(code, 0, stdout);
});

test('two runs of one workload pass, and nothing noisy decides from one run', async () => {
  const { code, stdout } = await cli(['compare', `before=${clean}`, `after=${again}`, '--json']);
  assert.equal(code, 0, stdout);
  const { verdict, metrics } = JSON.parse(stdout) as Comparison;
  assert.notEqual(verdict, 'failed');
  const noisy = metrics.filter(({ kind }) => kind === 'noisy');
  assert.ok(noisy.length > 0);
  assert.deepEqual(
    noisy.filter(({ outcome }) => outcome === 'regression'),
    [],
  );
});

test('another workload is refused with what differs, and compared when that is allowed', async () => {
  const refused = await cli(['compare', clean, other]);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /workload\.digest/);
  assert.doesNotMatch(refused.stderr, /\n\s+at /);
  const allowed = await cli(['compare', clean, other, '--allow-different']);
  assert.equal(allowed.code, 0, allowed.stderr + allowed.stdout);
});

test('folders are read whole, and the comparison lies where it was asked for', async () => {
  const [old, out] = [join(folder, 'old'), join(folder, 'out')];
  mkdirSync(old);
  for (const name of ['a', 'b']) writeFileSync(join(old, `${name}.json`), JSON.stringify(await realRun(undefined)));
  const { code, stdout } = await cli(['compare', old, `${clean},${again}`, '--out', out]);
  assert.equal(code, 0, stdout);
  assert.match(stdout, new RegExp(`${out}/\\S+\\.json\n${out}/\\S+\\.html`));
});

test('what cannot be read is said without a stack', async () => {
  for (const words of [
    [clean, '/nowhere.json'],
    [clean, folder + '/none'],
    [`${clean}#dbz`, clean],
  ]) {
    const { code, stderr } = await cli(['compare', ...words]);
    assert.equal(code, 2, stderr);
    assert.doesNotMatch(stderr, /\n\s+at /);
  }
});

test('a suspicion fails where that is asked for', async () => {
  const slow = JSON.parse(readFileSync(clean, 'utf8')) as Report;
  slow.streamPhase.achieved /= 3;
  const suspect = written('slow', slow);
  assert.equal((await cli(['compare', clean, suspect])).code, 0);
  assert.equal((await cli(['compare', clean, suspect, '--fail-on', 'suspect'])).code, 1);
});
