import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBad, type JudgedCase } from '../../../src/report/reporters/judged-case.ts';
import { runCases } from '../../../src/report/reporters/run-cases.ts';
import type { CheckResult, Report } from '../../../src/report/report.generated.ts';
import { buildReport } from '../../fixtures/reports/build-report.ts';
import { toldRuns } from './told-runs.ts';

const bad = (report: Report): JudgedCase[] => runCases(report).filter(isBad);
const named = (report: Report, group: string): JudgedCase[] => runCases(report).filter(each => each.group === group);

for (const [name, report] of Object.entries(toldRuns())) {
  test(`${name}: something is bad exactly where the run has not passed, and every question has a case`, () => {
    assert.equal(bad(report).length > 0, report.verdict !== 'passed');
    assert.equal(named(report, 'checks').length, report.checks.length);
    assert.equal(named(report, 'thresholds').length, report.thresholds.length);
    assert.equal(named(report, 'captures').length, Object.keys(report.captures).length);
    const tables = Object.keys(report.state.tables).length;
    assert.equal(named(report, 'final state').length, report.state.status === 'notRun' ? 1 : tables);
  });

  test(`${name}: every reason of the verdict is told`, () => {
    const told = JSON.stringify(bad(report));
    const own = report.reasons.filter(reason =>
      /^(?:rejected|no operation|the server|unfinished|capture)/.test(reason),
    );
    for (const reason of own.filter(each => !each.startsWith('capture'))) assert.ok(told.includes(reason), reason);
    if (own.some(each => each.startsWith('capture'))) assert.ok(bad(report).some(each => each.group === 'captures'));
  });
}

const failing: CheckResult = { ...buildReport().checks[1]!, passed: false, actual: '3999' };
const notMet = { expression: 'a < 1', actual: { a: 2 }, passed: false, error: null };

test('a reason that a question has is not told of the run as a whole again', () => {
  const reasons = ['check failed: consultas cresceram (3999)', 'threshold failed: a < 1 (a is 2)'];
  const report = buildReport({ verdict: 'failed', reasons, checks: [failing], thresholds: [notMet] });
  assert.deepEqual(
    bad(report).map(({ group, status, message }) => [group, status, message]),
    [
      ['checks', 'failed', 'expected > 4000, found 3999'],
      ['thresholds', 'failed', 'a is 2'],
    ],
  );
  const more = { ...report, reasons: ['2 operations rejected by the server (23505: 2)', ...reasons] };
  assert.deepEqual(bad(more).map(each => each.group), ['run', 'checks', 'thresholds']); // prettier-ignore
  assert.equal(bad(more)[0]!.message, '2 operations rejected by the server (23505: 2)');
});

test('a verdict without a reason that is known is told even so', () => {
  const [first, ...others] = bad(buildReport({ verdict: 'failed', reasons: [] }));
  assert.deepEqual([first!.group, first!.message, others], ['run', 'the verdict is failed', []]);
});

test('a threshold does not count in a run that was cut short; what cannot be answered is an error', () => {
  const report = buildReport({
    verdict: 'incomplete',
    reasons: ['interrupted by SIGINT'],
    thresholds: [notMet],
    checks: [{ ...failing, actual: null, error: '42P01: no such table' }],
  });
  const statuses = Object.fromEntries(runCases(report).map(({ group, status }) => [group, status]));
  assert.deepEqual([statuses['run'], statuses['thresholds'], statuses['checks']], ['error', 'skipped', 'error']);
});

test('where the scenario asks a question: checks of the model are not in it', () => {
  const paths = runCases(toldRuns()['lost']!).map(({ group, name, path }) => [group, name, path] as const);
  const of = (group: string): unknown[] => paths.filter(each => each[0] === group).map(each => each[2]);
  assert.deepEqual(of('checks'), [undefined, ['checks', 0]]);
  assert.deepEqual(of('thresholds'), [['thresholds', 0]]);
  assert.deepEqual(of('captures'), [['captures', 0], ['captures', 1]]); // prettier-ignore
});
