import type { StateResult } from '../observe/state-check.ts';
import type { CheckResult, Report } from '../report/report.generated.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ExitCode } from '../shared/exit-code.ts';
import type { Log } from '../shared/logs.ts';

/** Which run this is. Not how its scenario was overridden: a database's URL may be among that. */
export function logStart(log: Log, { name, file, randomSeed, streamPhase }: Scenario, runId: string): void {
  const { lanes, connections } = streamPhase;
  log.info('started', { runId, scenario: name, file, randomSeed, lanes, connections });
}

/** The final state: as predicted, or in which tables it is not. */
export function logState(log: Log, state: StateResult | { readonly notRun: string }): void {
  if ('notRun' in state) return log.warn('not compared', { why: state.notRun });
  const { matches, digest, expectedDigest, tables } = state;
  if (matches) return log.info('as predicted', { digest });
  log.error('not as predicted', { digest, expectedDigest });
  for (const [table, { matches, differences, firstDifferences }] of Object.entries(tables)) {
    if (!matches) log.error('differs', { table, differences, first: firstDifferences[0] });
  }
}

/** A line for each check. */
export function logChecks(log: Log, checks: readonly CheckResult[]): void {
  for (const { name, passed, expected, actual, error } of checks) {
    if (passed) log.info('passed', { check: name });
    else log.error('failed', { check: name, expected, actual, reason: error });
  }
}

export function logVerdict(log: Log, { verdict, reasons, durationMs }: Report, exitCode: ExitCode): void {
  const fields = { reasons, exitCode, durationMs };
  if (verdict === 'passed') log.info(verdict, fields);
  else log.error(verdict, fields);
}
