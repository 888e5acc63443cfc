// The composite action in .github/actions/, its own steps run as GitHub runs them.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { Comparison } from '../src/compare/comparison.generated.ts';
import type { Report } from '../src/report/report.generated.ts';
import { build, nowhere, root } from './cli/run-cli.ts';
import { readAction, repositoryOf, useAction } from './helpers/github-action.ts';

const action = join(root, '.github', 'actions', 'alimentador');
const tiny = `version: 1
name: tiny
model: hospital
randomSeed: 1
seedPhase: { scale: 0.05 }
streamPhase: { operations: 20, interval: 0ms, lanes: 2 }
`;
const repository = repositoryOf({ 'scenarios/tiny.yaml': tiny, 'tiny twice.yaml': tiny });
const read = (path: string | undefined): unknown => JSON.parse(readFileSync(join(repository, path!), 'utf8'));
const use = (inputs: Record<string, string>): ReturnType<typeof useAction> => useAction(action, repository, inputs);

before(build);

test('no expression stands in a script: what a user gives is never read as code', () => {
  const { inputs, runs } = readAction(action);
  const given = runs.steps.flatMap(({ env, run }) => {
    assert.doesNotMatch(run, /\$\{\{/);
    assert.match(run, /^set -euo pipefail\n/);
    return Object.values(env).flatMap(text => text.match(/inputs\.[\w-]+/g) ?? []);
  });
  assert.deepEqual(given.sort(), Object.keys(inputs).map(name => `inputs.${name}`).sort()); // prettier-ignore
});

test('a run: its reports are kept, told of in the summary, and handed on', async () => {
  const { code, log, summary, outputs } = await use({ output: 'base', reporters: 'junit\nbenchmark' });
  assert.equal(code, 0, log);
  assert.match(summary, /^### ✅ PASSED: tiny/);
  assert.deepEqual(readdirSync(join(repository, 'base')).map(name => name.replace(/^tiny-.*\./, '*.')).sort(), [
    '*.html', '*.json', 'benchmark.json', 'junit.xml',
  ]); // prettier-ignore
  const { report, ...others } = outputs;
  assert.deepEqual(others, { reports: 'base', comparison: '', verdict: 'passed', 'exit-code': '0' });
  assert.equal((read(report) as Report).scenario.name, 'tiny');
});

test('with a base: both are compared, and a regression fails', async () => {
  const same = await use({ base: 'base', output: 'same', 'run-args': '--label=again' });
  assert.equal(same.code, 0, same.log);
  const comparison = read(same.outputs['comparison']) as Comparison;
  assert.deepEqual([same.outputs['verdict'], same.outputs['exit-code']], [comparison.verdict, '0']);
  assert.deepEqual([comparison.sides.base.name, comparison.sides.candidate.label], ['base', 'again']);
  assert.match(same.summary, /^### ✅ PASSED: tiny[^]*\n### .*candidate/);
  assert.ok(existsSync(join(repository, 'same/compared/comparison.html')));
  assert.match(readFileSync(join(repository, 'same/compared/junit.xml'), 'utf8'), /tiny compared/);

  // A base of ten times the throughput: from one run a side no more than a suspicion.
  const base = read(same.outputs['report']) as Report;
  const faster = { ...base, streamPhase: { ...base.streamPhase, achieved: base.streamPhase.achieved * 10 } };
  writeFileSync(join(repository, 'faster.json'), JSON.stringify(faster));
  const worse = await use({ base: 'faster.json', output: 'worse', 'fail-on': 'suspect' });
  assert.equal(worse.code, 1, worse.log);
  assert.deepEqual([worse.outputs['verdict'], worse.outputs['exit-code']], ['failed', '1']);
  assert.equal((read(worse.outputs['report']) as Report).verdict, 'passed');
  assert.match(worse.summary, /throughput/);
  assert.match(worse.log, /^::error .*throughput/m);
});

test('a run that fails is compared too, and its code stays', async () => {
  const failed = await use({
    base: 'base',
    output: 'failed',
    'run-args': '--set\nthresholds=["streamPhase.operations.committed > 1000"]\n',
  });
  assert.equal(failed.code, 1, failed.log);
  assert.deepEqual([failed.outputs['verdict'], failed.outputs['exit-code']], ['failed', '1']);
  assert.equal((read(failed.outputs['comparison']) as Comparison).scenario.name, 'tiny');
  assert.match(failed.summary, /^### ❌ FAILED: tiny/);
});

test('a run that could not run is kept and not compared; a base that is not there yet is no failure', async () => {
  const lost = await use({ base: 'base', output: 'lost', 'run-args': `--database=${nowhere}` });
  assert.equal(lost.code, 3, lost.log);
  assert.deepEqual(
    [lost.outputs['verdict'], lost.outputs['exit-code'], lost.outputs['comparison']],
    ['incomplete', '3', ''],
  );
  assert.equal((read(lost.outputs['report']) as Report).verdict, 'incomplete');
  const first = await use({ base: 'nowhere', output: 'first', repeat: '2', scenarios: 'tiny twice.yaml\n' });
  assert.equal(first.code, 0, first.log);
  assert.match(first.log, /^::notice::there is no nowhere yet, so nothing is compared$/m);
  assert.equal(readdirSync(join(repository, 'first')).filter(name => name.endsWith('.json')).length, 2);
});

for (const [name, inputs, said] of [
  ['a folder with other reports', { output: 'base' }, /^::error::there are files in base already/m],
  ['a base of two scenarios', { base: 'base', scenarios: 'a\nb\n' }, /^::error::a base is of one scenario/m],
  ['a reporter that there is not', { reporters: 'junitt', output: 'x' }, /did you mean junit\?/],
  ['code in an input', { scenarios: '$(touch pwned)`touch pwned`"; touch pwned; "', output: 'y' }, /touch pwned/],
] as const) {
  test(`${name} is refused`, async () => {
    const { code, log, outputs } = await use(inputs);
    assert.deepEqual([code, outputs['verdict'], outputs['exit-code']], [2, 'unusable', '2'], log);
    assert.match(log, said);
    assert.ok(!existsSync(join(repository, 'pwned')));
  });
}

test('copied into another repository the action uses what is installed there, or says what to do', async () => {
  const other = repositoryOf({ 'scenarios/tiny.yaml': tiny });
  const copy = join(other, '.github', 'actions', 'alimentador');
  cpSync(action, copy, { recursive: true });
  const { code, log } = await useAction(copy, other, {});
  assert.equal(code, 2);
  assert.match(log, /^::error::alimentador is not installed: run npm ci before/m);
  cpSync(join(root, 'src', 'alimentador.js'), join(other, 'node_modules', 'alimentador', 'src', 'alimentador.js'));
  const installed = await useAction(copy, other, { output: '.github' });
  assert.match(installed.log, /^::error::there are files in \.github already/m);
});
