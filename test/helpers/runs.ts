import assert from 'node:assert/strict';
import { createProgress } from '../../src/report/console/progress.ts';
import { createColour } from '../../src/report/console/colour.ts';
import { reportFaults } from '../../src/report/parse-report.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { run } from '../../src/run.ts';
import type { RunContext, RunOptions } from '../../src/run-context.ts';
import type { LoadedScenario } from '../../src/scenario/load-scenario.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { noLogs } from '../../src/shared/logs.ts';

/** The world of a run in a test: the real clock, no progress, no signals. */
export function runContext(changes: Partial<RunContext> = {}): RunContext {
  const colour = createColour({ stream: {}, flag: false, environment: {} });
  return {
    runId: 'test',
    clock: systemClock,
    progress: createProgress({ stream: { write: () => true }, mode: 'quiet', colour, clock: systemClock }),
    logs: noLogs,
    nodeVersion: process.version,
    caller: { userName: undefined, homeFolder: '/nowhere', environment: {} },
    stopping: new AbortController().signal,
    atExit: () => () => undefined,
    ...changes,
  };
}

/** A whole run on a database; its report is valid, whatever became of the run. */
export async function runOn(
  url: string,
  loaded: LoadedScenario,
  changes: Partial<RunContext> & Partial<RunOptions> = {},
): Promise<{ report: Report; exitCode: number }> {
  const { operationsPerLane, captures, ...context } = changes;
  const result = await run(loaded, { url, urlReason: 'a test', captures, operationsPerLane }, runContext(context));
  assert.deepEqual(await reportFaults(structuredClone(result.report)), []);
  return result;
}

/** Says why a run did not pass. */
export function assertPassed({ report, exitCode }: { report: Report; exitCode: number }): void {
  assert.deepEqual(
    { verdict: report.verdict, exitCode, reasons: report.reasons, errors: report.errors },
    { verdict: 'passed', exitCode: 0, reasons: [], errors: [] },
  );
}
