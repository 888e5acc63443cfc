import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Report } from '../../src/report/report.generated.ts';
import { scenarioFile } from '../helpers/scenarios.ts';
import { build, cli, nowhere, openFolder, smoke } from './run-cli.ts';

before(build);

const thresholds = ['streamPhase.operations.committed == 20', 'streamPhase.operations.committed > 1000'];
const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

describe('reporters of a run', { concurrency: 2 }, () => {
  test('each writes its file beside JSON and HTML, and the failed threshold is in every one', async () => {
    const [out, files] = [openFolder(), openFolder()];
    const kinds = ['json', 'html', 'markdown', 'junit', 'github', 'benchmark', 'benchmark-bigger'];
    const scenario = scenarioFile({ streamPhase: { operations: 20, interval: '0ms', lanes: 2 }, thresholds });
    const reporters = kinds.flatMap(kind => ['--reporter', `${kind}=${join(files, 'deep', kind)}`]);
    const ended = await cli(['run', ...reporters, scenario, '--out', out, '--quiet'], {
      env: { GITHUB_ACTIONS: 'true' },
    });
    assert.equal(ended.code, 1, ended.stdout + ended.stderr);
    const report = JSON.parse(read(files, 'deep/json')) as Report;
    assert.equal(report.verdict, 'failed');
    assert.match(read(files, 'deep/html'), /^<!doctype html>/);
    assert.match(
      read(files, 'deep/markdown'),
      /^### ❌ FAILED: test[^]*\| \*\*failed\*\* \| thresholds: <!-- -->?|streamPhase/,
    );
    assert.match(
      read(files, 'deep/junit'),
      /failures="1" errors="0"[^]*<failure message="streamPhase.operations.committed is 20"/,
    );
    // The place is that of the second threshold in the file, which begins with a bracket.
    const line =
      readFileSync(scenario, 'utf8')
        .split('\n')
        .findIndex(each => each.includes('> 1000')) + 1;
    const place = `file=${scenario.replaceAll(':', '%3A')},line=${line},col=5,`;
    assert.ok(read(files, 'deep/github').startsWith(`::error ${place}title=`), read(files, 'deep/github'));
    assert.match(read(files, 'deep/benchmark'), /"name": "test: streamPhase.latencyMs.p99"/);
    assert.match(read(files, 'deep/benchmark-bigger'), /"name": "test: streamPhase.achieved"/);
    // Annotations have a file: none on stdout. The last lines are the files.
    assert.doesNotMatch(ended.stdout, /::error/);
    const lines = ended.stdout.trimEnd().split('\n');
    assert.deepEqual(lines.slice(-kinds.length), kinds.map(kind => join(files, 'deep', kind))); // prettier-ignore
  });
});

test('in a job of GitHub annotations come by themselves, elsewhere they do not; a summary is added to', async () => {
  const folder = openFolder();
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, 'of the command before\n');
  const words = ['run', smoke, '--database', nowhere, '--out', folder, '--reporter', `markdown=${summary}`];
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const [inJob, asJson] = [await cli(words, { env }), await cli([...words, '--json'], { env })];
  assert.deepEqual([inJob.code, asJson.code], [3, 3]);
  assert.match(inJob.stdout, /^::error file=.*smoke\.yaml,title=smoke%2C run%3A .*::[^]*\nINCOMPLETE {2}smoke/);
  // With --json stdout is the report alone; GitHub reads stderr too.
  assert.equal((JSON.parse(asJson.stdout) as Report).verdict, 'incomplete');
  assert.match(asJson.stderr, /^::error file=/m);
  assert.doesNotMatch(inJob.stdout + asJson.stderr, /secret/);
  const written = readFileSync(summary, 'utf8');
  assert.match(written, /^of the command before\n### ⚠️ INCOMPLETE: smoke[^]*\n### ⚠️ INCOMPLETE: smoke/);
  const off = await cli([...words, '--no-annotations'], { env });
  assert.doesNotMatch(off.stdout + off.stderr, /::error/);
  const elsewhere = await cli(['run', smoke, '--database', nowhere, '--out', folder]);
  assert.doesNotMatch(elsewhere.stdout + elsewhere.stderr, /::error/);
  const asked = await cli(['run', smoke, '--database', nowhere, '--out', folder, '--reporter', 'github']);
  assert.match(asked.stdout, /^::error file=/);
});
