import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/report/report.generated.ts';
import { cli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';

/** The report of the smoke scenario, run by the real command line on a PostgreSQL of its own. */
export async function realReport(): Promise<Report> {
  const folder = temporaryFolder();
  const { code, stderr } = await cli(
    ['run', 'scenarios/smoke.yaml', '--out', folder, '--log-dir', join(folder, 'logs')],
    {
      cwd: process.cwd(),
    },
  );
  assert.equal(code, 0, stderr);
  const file = readdirSync(folder).find(name => name.endsWith('.json'));
  assert.ok(file !== undefined);
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Report;
}
