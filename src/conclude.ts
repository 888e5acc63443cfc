import { logFailure } from './log/log-failure.ts';
import { logStart, logVerdict } from './log/run-log.ts';
import { buildReport } from './report/build-report.ts';
import type { Report } from './report/report.generated.ts';
import type { RunRecord } from './report/run-record.ts';
import { exitCodeOf } from './report/verdict.ts';
import type { RunContext } from './run-context.ts';
import { AlimentadorError, messageOf } from './shared/errors.ts';
import type { ExitCode } from './shared/exit-code.ts';
import type { Log } from './shared/logs.ts';

/** Does the work of a run and makes its report. Whatever ends the work early, the report says how far it came. */
export async function conclude(
  record: RunRecord,
  context: RunContext,
  work: () => Promise<void>,
): Promise<{ report: Report; exitCode: ExitCode }> {
  const { logs, runId } = context;
  logStart(logs.run, record.scenario, runId);
  try {
    await work();
  } catch (error) {
    if (!context.stopping.aborted || error !== context.stopping.reason) lose(record, logs.run, error);
  }
  if (!record.endedAsAsked && context.stopping.aborted) record.interruption = String(context.stopping.reason);
  const report = buildReport(record, context.clock.wallMs(), context.nodeVersion);
  const exitCode = exitCodeOf(report, record);
  logVerdict(logs.run, report, exitCode);
  return { report, exitCode };
}

/** What the user can do something about is said in words; of a defect of ours the stack goes to the errors. */
function lose(record: RunRecord, log: Log, error: unknown): void {
  logFailure(log, error);
  if (error instanceof AlimentadorError) {
    record.losses.push(error.hint === undefined ? error.message : `${error.message} (${error.hint})`);
    return;
  }
  record.losses.push(`a defect of alimentador or a lost connection: ${messageOf(error)}`);
  if (error instanceof Error && error.stack !== undefined) record.errors.push(error.stack);
}
