import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonReporters } from '../../../src/compare/reporters/comparison-reporters.ts';
import { metricCases, type FailOn } from '../../../src/compare/reporters/metric-cases.ts';
import { isBad } from '../../../src/report/reporters/judged-case.ts';
import { runReporters } from '../../../src/report/reporters/run-reporters.ts';
import { buildReport } from '../../fixtures/reports/build-report.ts';
import { annotationsIn } from '../../report/reporters/annotations-in.ts';
import { junitFaults } from '../../report/reporters/junit-faults.ts';
import { buildCapture, compared, sideOf } from '../build-sides.ts';
import { toldComparisons } from './told-comparisons.ts';

const told = toldComparisons();
const tell = (name: string, failOn: FailOn = 'regression') => ({ comparison: told[name]!, failOn, file: 'a.yaml' });

test('some case is bad exactly where the comparison fails, and suspicions where they are asked for', () => {
  for (const [name, comparison] of Object.entries(told)) {
    const isFailed = (failOn: FailOn): boolean => metricCases(comparison, failOn).some(isBad);
    assert.equal(isFailed('regression'), comparison.verdict === 'failed', name);
    assert.equal(isFailed('suspect'), comparison.verdict !== 'passed', name);
  }
  assert.deepEqual(
    new Set(Object.values(told).map(({ verdict }) => verdict)),
    new Set(['passed', 'suspect', 'failed']),
  );
});

test('JUnit has a case for each metric under names that stay, and its shape holds whatever they are', async () => {
  for (const [name, { metrics, sides }] of Object.entries(told)) {
    const xml = comparisonReporters.junit(tell(name));
    assert.deepEqual(await junitFaults(xml), [], name);
    const cases = [...xml.matchAll(/<testcase (classname="[^"]*" name="[^"]*")/g)].map(match => match[1]);
    assert.equal(cases.length, metrics.length);
    assert.equal(new Set(cases).size, cases.length, 'no name comes twice');
    if (name !== 'hostile') assert.ok(cases.every(each => !each!.includes(sides.base.name)));
  }
  const xml = comparisonReporters.junit(tell('failed'));
  assert.match(
    xml,
    /name="missing changes of dbz" time="0">\s*<failure message="regression: 1 at most, in 5 of 5 runs/,
  );
  assert.match(comparisonReporters.junit(tell('suspect')), /name="throughput" time="0">\s*<skipped message="suspect: /);
});

test('regressions are errors and suspicions warnings of GitHub, ten of a kind', () => {
  const of = (name: string, failOn?: FailOn) => annotationsIn(comparisonReporters.github(tell(name, failOn)));
  assert.deepEqual(of('passed'), []);
  assert.deepEqual(new Set(of('suspect').map(({ level }) => level)), new Set(['warning']));
  assert.deepEqual(new Set(of('suspect', 'suspect').map(({ level }) => level)), new Set(['error']));
  assert.equal(of('failed')[0]!.properties['file'], 'a.yaml');
  assert.match(of('failed')[0]!.message, /^regression: [^]*\nbefore: .*\nafter: /);
  const many = of('manyFailed');
  assert.equal(many.length, 10);
  assert.equal(many.at(-1)!.message, '491 more are bad: see the report');
  assert.deepEqual(new Set(of('hostile').flatMap(({ properties }) => Object.keys(properties))), new Set(['file', 'title'])); // prettier-ignore
});

test("the candidate's benchmark names its figures as a run alone does", () => {
  const report = buildReport({ captures: { dbz: buildCapture({ kind: 'redis' }) } });
  const comparison = compared(sideOf('a', [{}]), sideOf('b', [{ captures: report.captures }], undefined));
  const both = compared(sideOf('a', [{ captures: report.captures }]), sideOf('b', [{ captures: report.captures }]));
  for (const kind of ['benchmark', 'benchmark-bigger'] as const) {
    const ofRun = new Map((JSON.parse(runReporters[kind]([{ report }])) as { name: string }[]).map(e => [e.name, e]));
    const entries = JSON.parse(comparisonReporters[kind]({ comparison: both, failOn: 'regression', file: '' })) as {
      name: string;
    }[];
    assert.ok(entries.length > 0);
    for (const entry of entries) assert.deepEqual(entry, ofRun.get(entry.name));
  }
  const without = comparisonReporters.benchmark({ comparison, failOn: 'regression', file: '' });
  assert.doesNotMatch(without, /dbz/);
});
