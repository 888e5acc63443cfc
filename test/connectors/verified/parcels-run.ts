import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { EventCapture, Report } from '../../../src/report/report.generated.ts';
import { captureSummary, eventCapture } from '../../helpers/captures.ts';
import { cli } from '../../helpers/cli.ts';
import { scenarioFile, temporaryFolder } from '../../helpers/scenarios.ts';
import { parcels } from './parcels.ts';

/** What every change of a connector has to reach before a verdict on it counts. */
const leastOfEach = 5_000;

export interface ParcelsRun {
  readonly code: number | null;
  /** All that it said. */
  readonly said: string;
  readonly report: Report;
}

/**
 * Runs the command line on a database: seeds the parcels, streams some 18,000 changes, a third of each operation, and
 * judges what the captures saw beside a slot of the tool's own.
 * @param more keys of the scenario
 */
export async function runParcels(url: string, captures: readonly object[], more: object = {}): Promise<ParcelsRun> {
  const path = parcelsScenario(captures, more);
  const out = join(temporaryFolder(), 'report.json');
  const { code, stdout, stderr } = await cli(['run', path, '--database', 'env', '--report', out, '--quiet'], {
    environment: { DATABASE_URL: url },
  });
  const said = `${stdout}\n${stderr}`;
  return { code, said, report: readReport(out, said) };
}

/** Makes the tables and the publication without a run, for a connector that is there before it. */
export async function initParcels(url: string): Promise<void> {
  const words = ['init-db', parcelsScenario([], {}), '--database', 'env'];
  const { code, stderr } = await cli(words, { environment: { DATABASE_URL: url } });
  assert.equal(code, 0, stderr);
}

function parcelsScenario(captures: readonly object[], more: object): string {
  return scenarioFile(
    {
      // As fast as it goes: a rate would ask a busy machine for more than it can do.
      streamPhase: { operations: 17_000, interval: '0ms' },
      seedPhase: {},
      captures: [{ name: 'reference', kind: 'slot' }, ...captures],
      ...more,
    },
    parcels(),
  );
}

function readReport(file: string, said: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    throw new Error(`the run left no report:\n${said}`);
  }
}

/** What a capture made of the run. */
export function captureOf({ report, said }: ParcelsRun, name: string): EventCapture {
  assert.ok(name in report.captures, `no capture ${name}:\n${said}`);
  return eventCapture(report, name);
}

/** Everything was written, and enough of it. */
export function assertEnoughChanges({ report, said }: ParcelsRun): void {
  const { inserts, updates, deletes } = report.streamPhase;
  for (const [operation, count] of Object.entries({ inserts, updates, deletes })) {
    assert.ok(count >= leastOfEach, `${count} ${operation}:\n${said}`);
  }
}

/** Every change came once, whole and in order, to each capture and to the reference beside it. */
export function assertClean(run: ParcelsRun, names: readonly string[]): void {
  for (const name of ['reference', ...names]) {
    const capture = captureOf(run, name);
    const { status, expected, matched, missing, duplicated, mismatched, unexpected } = capture;
    const shown = `${name}: ${captureSummary(capture)}\n${run.said}`;
    assert.equal(status, 'clean', shown);
    assert.ok(expected >= 3 * leastOfEach, shown);
    assert.equal(matched, expected, shown);
    assert.deepEqual([missing, duplicated, mismatched, unexpected], [0, 0, 0, 0], shown);
  }
  for (const name of names) {
    const stays = `SELECT pg_drop_replication_slot('${name}')`;
    assert.ok(
      run.report.warnings.some(warning => warning.includes(stays)),
      `no word of the slot of ${name}:\n${run.report.warnings.join('\n')}`,
    );
  }
  assert.equal(run.code, 0, run.said);
  assertEnoughChanges(run);
}
