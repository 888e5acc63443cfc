import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderGithubAnnotations } from '../../../src/report/reporters/github-annotations.ts';
import { isBad, type JudgedCase } from '../../../src/report/reporters/judged-case.ts';
import { runCases } from '../../../src/report/reporters/run-cases.ts';
import { runReporters } from '../../../src/report/reporters/run-reporters.ts';
import { poisoned } from '../../fixtures/reports/poisoned.ts';
import { annotationsIn } from './annotations-in.ts';
import { toldRuns } from './told-runs.ts';

const subject = (...cases: JudgedCase[]) => ({
  name: 'smoke',
  startedAt: '',
  durationMs: 1,
  cases,
  file: 'a/smoke.yaml',
});
const bad: JudgedCase = { group: 'checks', name: 'n', status: 'failed', message: 'm', details: [] };

test('what is bad is told with its place, what is not is not', () => {
  const placeOf = (path: readonly (string | number)[]) => ({ file: 'b.yaml', line: 7 + path.length, column: 5 });
  const placed = {
    ...subject({ ...bad, path: ['checks', 3], details: ['SELECT 1'] }, { ...bad, status: 'error' }),
    placeOf,
  };
  assert.equal(
    renderGithubAnnotations([placed, subject({ ...bad, status: 'passed' }, { ...bad, status: 'skipped' })]),
    '::error file=b.yaml,line=9,col=5,title=smoke%2C checks%3A n::m%0ASELECT 1\n' +
      '::error file=a/smoke.yaml,title=smoke%2C checks%3A n::m\n',
  );
  assert.equal(runReporters.github([{ report: toldRuns()['passed']! }]), '');
});

for (const count of [9, 10, 11, 250]) {
  test(`of ${count} at most ten are shown, and the last says how many are not`, () => {
    const cases = Array.from({ length: count }, () => bad);
    const found = annotationsIn(renderGithubAnnotations([subject(...cases.slice(0, 4)), subject(...cases.slice(4))]));
    assert.equal(found.length, Math.min(count, 10));
    if (count > 10) assert.equal(found.at(-1)!.message, `${count - 9} more are bad: see the report`);
    else assert.equal(found.at(-1)!.message, 'm');
  });
}

test('what is suspect is a warning, with ten of its own', () => {
  const suspect: JudgedCase = { ...bad, status: 'suspect' };
  const cases = [bad, bad, bad, ...Array.from({ length: 25 }, () => suspect)];
  const found = annotationsIn(renderGithubAnnotations([subject(...cases)]));
  const count = (level: string): number => found.filter(each => each.level === level).length;
  assert.deepEqual([count('error'), count('warning')], [3, 10]);
  assert.equal(found.at(-1)!.message, '16 more are suspect: see the report');
});

test('no value makes another command, or another property, of an annotation', () => {
  const values = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a\n::set-env name=x::y', '%0A::x::', '\r::a::', 'x,file=y', '::'),
  );
  fc.assert(
    fc.property(values, values, (name, message) => {
      const found = annotationsIn(renderGithubAnnotations([subject({ ...bad, name, message, details: [name] })]));
      assert.equal(found.length, 1);
      assert.deepEqual([found[0]!.level, Object.keys(found[0]!.properties)], ['error', ['file', 'title']]);
    }),
  );
});

test('a hostile report is as many annotations as it has bad questions', () => {
  const report = { ...poisoned(toldRuns()['failed']!), verdict: 'failed' } as const;
  const text = runReporters.github([{ report }]);
  assert.equal(annotationsIn(text).length, text.trimEnd().split('\n').length);
  assert.equal(annotationsIn(text).length, runCases(report).filter(isBad).length);
});
