import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { interleaved } from '../../src/commands/interleaved.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { worstOf } from '../../src/shared/exit-code.ts';
import { scenarioFile } from '../helpers/scenarios.ts';
import { build, cli, nowhere, openFolder, reportsIn, startCli } from './run-cli.ts';

before(build);

test('several scenarios go forth and back, one goes on and on', () => {
  assert.deepEqual(interleaved(['a', 'b'], 3).join(' '), 'a b b a a b');
  assert.deepEqual(interleaved(['a', 'b', 'c'], 2).join(' '), 'a b c c b a');
  assert.deepEqual(interleaved(['a'], 3).join(' '), 'a a a');
});

test('the worst exit code of several', () => {
  assert.equal(worstOf([0, 0]), 0);
  assert.equal(worstOf([0, 1, 0]), 1);
  assert.equal(worstOf([1, 3, 0]), 3);
  assert.equal(worstOf([3, 143, 1]), 143);
});

const small = { operations: 20, interval: '0ms', lanes: 2 };

describe('several runs', { concurrency: 2 }, () => {
  test('a report each, in turn, told one by one, the worst exit code, and how far they lie apart', async () => {
    const out = openFolder();
    const a = scenarioFile({ name: 'good', streamPhase: small });
    const b = scenarioFile({
      name: 'bad',
      streamPhase: small,
      thresholds: ['streamPhase.operations.committed > 1000'],
    });
    const junit = join(out, 'junit.xml');
    const ended = await cli(['run', a, b, '--repeat', '2', '--out', out, '--reporter', `junit=${junit}`]);
    assert.equal(ended.code, 1, ended.stdout + ended.stderr);
    const byStart = reportsIn(out).toSorted((x, y) => (x.startedAt < y.startedAt ? -1 : 1));
    assert.deepEqual(byStart.map(report => report.scenario.name), ['good', 'bad', 'bad', 'good']); // prettier-ignore
    assert.equal(new Set(byStart.map(report => report.workload.digest)).size, 1);
    const told = [...ended.stdout.matchAll(/^(\d\/4) {2}([A-Z]+) {2}(\w+)/gm)].map(match => match.slice(1).join(' '));
    assert.deepEqual(told, ['1/4 PASSED good', '2/4 FAILED bad', '3/4 FAILED bad', '4/4 PASSED good']);
    assert.match(ended.stderr, /^run 1 of 4: .*\n[^]*^run 4 of 4: /m);
    const achieved = byStart.filter(each => each.scenario.name === 'good').map(each => each.streamPhase.achieved);
    const spread = Math.abs(achieved[0]! - achieved[1]!) / ((achieved[0]! + achieved[1]!) / 2);
    const [, shown] = /^good: 2 runs, 2 passed\n.*\nstreamPhase\.achieved .* ([\d.]+) %$/m.exec(ended.stdout) ?? [];
    assert.equal(shown, (100 * spread).toFixed(1));
    assert.match(ended.stdout, /^bad: 2 runs, 2 failed$/m);
    assert.ok(ended.stdout.endsWith(`\n${junit}\n`));
  });

  test('--json is the list of the reports and nothing else', async () => {
    const scenario = scenarioFile({ streamPhase: small });
    const ended = await cli(['run', scenario, '--repeat', '2', '--json', '--database', nowhere, '--out', openFolder()]);
    assert.equal(ended.code, 3);
    const reports = JSON.parse(ended.stdout) as Report[];
    assert.deepEqual(reports.map(report => report.verdict), ['incomplete', 'incomplete']); // prettier-ignore
  });

  test('a signal ends the run under way and all that were to come', async () => {
    const out = openFolder();
    const slow = scenarioFile({ name: 'slow', streamPhase: { duration: '60s', rate: '20/s' } });
    const { child, ended } = startCli(['run', slow, '--repeat', '3', '--out', out]);
    child.stderr!.once('data', () => child.kill('SIGINT'));
    const { code, stdout } = await ended;
    assert.equal(code, 130);
    assert.match(stdout, /^1\/3 {2}INCOMPLETE {2}slow/);
    assert.match(stdout, /^stopped after 1 of 3 runs$/m);
    assert.equal(reportsIn(out).length, 1);
  });

  test('what is wrong with any of them is said before any is run', async () => {
    const wrong = ['a', 'b'].map(name => scenarioFile({ name, streamPhase: { lanez: 1 } }));
    const out = openFolder();
    const { code, stderr } = await cli(['run', wrong[0]!, scenarioFile(), wrong[1]!, '--out', out]);
    assert.equal(code, 2);
    for (const file of wrong) assert.ok(stderr.includes(`error: ${file}:`), stderr);
    assert.deepEqual(reportsIn(out), []);
  });
});
