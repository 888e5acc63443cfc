import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderJunit } from '../../../src/report/reporters/junit.ts';
import type { JudgedCase } from '../../../src/report/reporters/judged-case.ts';
import { runReporters } from '../../../src/report/reporters/run-reporters.ts';
import { buildReport } from '../../fixtures/reports/build-report.ts';
import { poisoned } from '../../fixtures/reports/poisoned.ts';
import { junitFaults as faults } from './junit-faults.ts';
import { toldRuns } from './told-runs.ts';

test('the shape is checked at all', async () => {
  const xml = runReporters.junit([{ report: buildReport() }]);
  assert.notDeepEqual(await faults(xml.replace('tests="', 'test="')), []);
  assert.notDeepEqual(await faults(xml.replace('</testsuite>', '')), []);
  assert.notDeepEqual(await faults(xml.replace('name="volume-5min"', 'name="\u0001"')), []);
});

test('every kind of run, by itself and all in one file, is JUnit XML, hostile values or not', async () => {
  const reports = Object.values(toldRuns());
  const each = reports.map(report => runReporters.junit([{ report }]));
  const hostile = reports.map(report =>
    runReporters.junit([{ report: { ...poisoned(report), startedAt: report.startedAt } }]),
  );
  const together = runReporters.junit(reports.map(report => ({ report })));
  for (const xml of [...each, ...hostile, together]) assert.deepEqual(await faults(xml), []);
});

test('totals are those of the cases', () => {
  const xml = runReporters.junit([{ report: toldRuns()['failed']! }]);
  const count = (pattern: RegExp): number => [...xml.matchAll(pattern)].length;
  const [, ...totals] = /<testsuite .*tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(xml) ?? [];
  const found = [/<testcase /g, /<failure /g, /<error /g, /<skipped /g].map(count);
  assert.deepEqual(totals.map(Number), found);
  assert.ok(found[1]! >= 3 && found[2]! >= 1, 'failures and errors are there');
});

test('repeated runs are suites of their own, and GitLab sees the scenario in each class name', () => {
  const report = buildReport();
  const xml = runReporters.junit([{ report }, { report }]);
  assert.match(xml, /<testsuite name="volume-5min \(1\)"[^]*<testsuite name="volume-5min \(2\)"/);
  assert.match(xml, /classname="volume-5min \(2\)\.checks"/);
});

test('whatever a value holds, it is text of its place', async () => {
  const subject = (judged: JudgedCase) => ({
    name: 'a',
    startedAt: '2026-11-25T10:00:00.000Z',
    durationMs: 1,
    cases: [judged],
  });
  const values = fc.string({ unit: 'binary', maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(values, values, async (name, message) => {
      const judged = { group: 'checks', name, status: 'failed', message, details: [message] } as const;
      assert.deepEqual(await faults(renderJunit([subject(judged)])), []);
    }),
    { numRuns: 25 },
  );
  const lone = renderJunit([
    subject({ group: 'g', name: 'a\ud800b\uffff', status: 'passed', message: '', details: [] }),
  ]);
  assert.match(lone, /name="a\ufffdb\ufffd"/);
});
