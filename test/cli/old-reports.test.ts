import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Comparison } from '../../src/compare/comparison.generated.ts';
import { packageFile } from '../../src/shared/package-file.ts';
import { buildReport } from '../fixtures/reports/build-report.ts';
import { cli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';

const folder = temporaryFolder();
const old = join(folder, 'old.json');
copyFileSync(packageFile('test/fixtures/reports/version-0.json'), old);

test('report makes a page of a report of version 0', async () => {
  const { code, stdout, stderr } = await cli(['report', old]);
  assert.deepEqual([code, stderr], [0, '']);
  const html = readFileSync(stdout.trim(), 'utf8');
  assert.match(html, /150 operations/);
});

test('compare holds a report of version 0 against one of today', async () => {
  const today = join(folder, 'today.json');
  // Slots are new in version 1: what only one side has is not compared.
  writeFileSync(today, JSON.stringify(buildReport()));
  const { code, stdout, stderr } = await cli(['compare', old, today, '--json']);
  assert.equal(code, 0, stderr);
  const { verdict, metrics } = JSON.parse(stdout) as Comparison;
  assert.equal(verdict, 'passed');
  const throughput = metrics.find(({ id }) => id === 'throughput')!;
  assert.deepEqual([throughput.base.runs, throughput.candidate.runs], [[0.5], [0.5]]);
});

test('compare refuses a newer report in one line, wherever it stands', async () => {
  const newer = join(folder, 'newer.json');
  const report = buildReport({ tool: { version: '9.2.0' } });
  writeFileSync(newer, JSON.stringify({ ...report, reportVersion: 9 }));
  const { code, stdout, stderr } = await cli(['compare', old, newer]);
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, /newer\.json has report version 9; this tool knows up to 1/);
  assert.match(stderr, /use alimentador 9\.2\.0, which wrote it, or a later version/);
});
