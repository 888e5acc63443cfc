import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseReport, reportFaults } from '../../../src/report/parse-report.ts';
import { currentVersion, upgradeReport } from '../../../src/report/upgrades/upgrade-report.ts';
import { UsageError } from '../../../src/shared/errors.ts';
import { buildReport } from '../../fixtures/reports/build-report.ts';

/** Every earlier version has a report in that version's own form. */
const fixture = (version: number): string => readFileSync(`test/fixtures/reports/version-${version}.json`, 'utf8');

test('there is a step from each earlier version, and the last one leads to the version of the schema', () => {
  const schema = JSON.parse(readFileSync('schema/report.schema.json', 'utf8')) as {
    properties: { reportVersion: { const: number } };
  };
  assert.equal(schema.properties.reportVersion.const, currentVersion);
  const steps = readdirSync('src/report/upgrades').filter(name => name.startsWith('version-'));
  const expected = Array.from({ length: currentVersion }, (_, from) => `version-${from}-to-${from + 1}.ts`);
  assert.deepEqual(steps.sort(), expected.sort());
});

for (let version = 0; version < currentVersion; version++) {
  test(`a report of version ${version} is none of ours before its upgrade, and a valid one after it`, async () => {
    const text = fixture(version);
    assert.notDeepEqual(await reportFaults(JSON.parse(text)), []);
    const report = await parseReport(text, 'old.json');
    assert.equal(report.reportVersion, currentVersion);
    assert.deepEqual(await reportFaults(report), []);
  });
}

test('what version 0 said under other names and in seconds is all there', async () => {
  const old = JSON.parse(fixture(0)) as Record<string, unknown>;
  const report = await parseReport(fixture(0), 'old.json');
  const { seed, stream, durationSeconds, reportVersion: _, ...same } = old;
  assert.deepEqual([report.seedPhase, report.streamPhase], [seed, stream]);
  assert.deepEqual([durationSeconds, report.durationMs], [310.412, 310_412]);
  assert.deepEqual([report.continues, report.slots, report.faults], [null, {}, []]);
  assert.deepEqual({ ...report, ...same }, report);
});

test('what version 0 lacked is told as a fault, not made up', async () => {
  const { stream: _, ...old } = JSON.parse(fixture(0)) as Record<string, unknown>;
  await assert.rejects(parseReport(JSON.stringify(old), 'old.json'), /no report of alimentador: .*'streamPhase'/);
  await assert.rejects(parseReport('{"reportVersion": 0}', 'old.json'), /no report of alimentador: .*'verdict'/);
});

function refusal(data: unknown): UsageError {
  try {
    upgradeReport(data, 'a.json');
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error;
  }
  return assert.fail('it was taken');
}

test('a newer version is refused in a line that names it, and the tool that it takes', () => {
  const newer = { ...buildReport({ tool: { version: '3.1.0' } }), reportVersion: 7 };
  const { message, hint } = refusal(newer);
  assert.equal(message, `a.json has report version 7; this tool knows up to ${currentVersion}`);
  assert.equal(hint, 'use alimentador 3.1.0, which wrote it, or a later version');
  for (const tool of [undefined, null, 'x', { version: 1 }, { version: '1.0.0\n\u001B[31m' }]) {
    const of = refusal({ reportVersion: 2, tool });
    assert.equal(of.hint, 'use the version of alimentador that wrote it, or a later version');
  }
});

test('a report without a version, or with something else in its place, is refused', () => {
  const { reportVersion: _, ...without } = buildReport();
  for (const data of [without, {}, null, [], 'text', 1]) {
    assert.equal(refusal(data).message, 'a.json is no report of alimentador: it has no reportVersion');
  }
  for (const reportVersion of ['1', null, -1, 0.5, true, 1e300]) {
    assert.match(refusal({ reportVersion }).message, /its reportVersion is no whole number from 0$/);
  }
});
