import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseReport, reportFaults } from '../../src/report/parse-report.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { UsageError } from '../../src/shared/errors.ts';
import { buildReport } from '../fixtures/reports/build-report.ts';
import { sampleRuns } from '../fixtures/reports/sample-runs.ts';

async function refused(text: string, message: RegExp, hint?: RegExp): Promise<void> {
  await assert.rejects(parseReport(text, 'a.json'), (error: unknown) => {
    assert.ok(error instanceof UsageError);
    assert.match(error.message, message);
    assert.ok(error.message.startsWith('a.json '));
    if (hint !== undefined) assert.match(error.hint ?? '', hint);
    return true;
  });
}

for (const [name, report] of Object.entries(sampleRuns())) {
  test(`${name}: there and back`, async () => {
    assert.deepEqual(await parseReport(JSON.stringify(report), 'a.json'), report);
  });
}

test('what is no JSON', async () => {
  for (const text of ['', 'name: smoke', '{"reportVersion": 1', '<!doctype html>']) {
    await refused(text, /^a\.json is no JSON: \S/);
  }
});

test('JSON that is no report', async () => {
  for (const text of ['null', '1', '[]', '"report"', '{}', '{"reportVersion": 1}', '{"reportVersion": "2"}']) {
    await refused(text, /^a\.json is no report of alimentador: \S/);
  }
});

test('a report of a newer tool says so, whatever else it holds', async () => {
  await refused('{"reportVersion": 2}', /has report version 2; this tool knows up to 1$/, /or a later version$/);
  await refused(JSON.stringify({ ...buildReport(), reportVersion: 7, more: [] }), /has report version 7;/);
});

test('every top-level part but the phases is needed, none may be added, and each is looked into', async () => {
  const report = buildReport();
  const keys = Object.keys(report) as (keyof Report)[];
  for (const key of keys) {
    const { [key]: _, ...rest } = report;
    const faults = await reportFaults(rest);
    // Reports of early versions have none.
    if (key === 'phases') assert.deepEqual(faults, []);
    else assert.match(faults.join(), new RegExp(`'${key}'`), key);
    assert.notDeepEqual(await reportFaults({ ...report, [key]: Symbol }), [], key);
  }
  assert.deepEqual(await reportFaults({ ...report, more: 1 }), ['the whole must NOT have additional properties']);
  const faulty = structuredClone(report) as unknown as { streamPhase: { operations: { committed: unknown } } };
  faulty.streamPhase.operations.committed = 'many';
  assert.deepEqual(await reportFaults(faulty), ['/streamPhase/operations/committed must be integer']);
});

test('of many faults a few are told', async () => {
  const report = { ...buildReport(), errors: Array.from({ length: 1_000 }, () => 1) };
  await refused(JSON.stringify(report), /^(?:(?!;).)*(?:;(?:(?!;).)*){4}$/);
});
