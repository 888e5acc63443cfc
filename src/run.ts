import { seedPhase } from './execute/seed-phase.ts';
import { logFailure } from './log/log-failure.ts';
import { logChecks, logStart, logState, logVerdict } from './log/run-log.ts';
import { runChecks } from './observe/checks.ts';
import { makeWorkload } from './plan/make-workload.ts';
import { Database } from './postgres/database.ts';
import { openTarget } from './postgres/open-target.ts';
import { buildReport } from './report/build-report.ts';
import type { Report } from './report/report.generated.ts';
import { beginRecord, type RunRecord } from './report/run-record.ts';
import { exitCodeOf } from './report/verdict.ts';
import { AlimentadorError, messageOf } from './shared/errors.ts';
import type { ExitCode } from './shared/exit-code.ts';
import type { Log } from './shared/logs.ts';
import type { LoadedScenario } from './scenario/load-scenario.ts';
import type { RunContext, RunOptions } from './run-context.ts';
import { runStream } from './run-stream.ts';
import { compareState } from './run-state.ts';

/**
 * One run: plan -> target -> database -> seed phase -> stream phase -> final state -> checks -> report.
 *
 * Whatever ends it early, the report says how far it came; only a scenario that cannot be used never gets here.
 */
export async function run(
  { scenario, model }: LoadedScenario,
  options: RunOptions,
  context: RunContext,
): Promise<{ report: Report; exitCode: ExitCode }> {
  const record = beginRecord(
    { scenario, model, label: options.label },
    makeWorkload(scenario, model),
    context.clock.wallMs(),
  );
  const { logs } = context;
  logStart(logs.run, scenario, context.runId);
  try {
    const target = await openTarget({ ...options, scenarioUrl: scenario.database.url, ...context });
    context.progress.note(`target: ${target.description} (${target.reason})`);
    record.target = { kind: target.kind, description: target.description, reason: target.reason };
    logs.database.info('target', record.target);
    warn(record, logs.database, target.warnings);
    try {
      const database = await Database.open(target.url, scenario, model, context.runId);
      try {
        await runPhases(record, database, options, context);
      } finally {
        await database.close();
      }
    } finally {
      await target.close();
    }
  } catch (error) {
    if (!context.stopping.aborted || error !== context.stopping.reason) lose(record, logs.run, error);
  }
  if (!record.endedAsAsked && context.stopping.aborted) record.interruption = String(context.stopping.reason);
  const report = buildReport(record, context.clock.wallMs(), context.nodeVersion);
  const exitCode = exitCodeOf(report, record);
  logVerdict(logs.run, report, exitCode);
  return { report, exitCode };
}

async function runPhases(
  record: RunRecord,
  database: Database,
  options: RunOptions,
  context: RunContext,
): Promise<void> {
  const { workload, scenario } = record;
  const { progress, clock, stopping, logs } = context;
  record.server = database.facts;
  logs.database.info('prepared', { ...database.facts });
  warn(record, logs.database, database.warnings);
  const rows = scenario.volumes.reduce((a, b) => a + b, 0);
  progress.seedStarted(rows);
  logs.seed.info('started', { rows });
  try {
    record.seed = await seedPhase(workload, database.load, { clock, observer: progress, stopping });
  } finally {
    progress.seedFinished();
  }
  logs.seed.info('finished', { ...record.seed });
  await database.setSequences(scenario.volumes);
  if (stopping.aborted) return;
  record.stream = await runStream(record, database, options, context);
  record.endedAsAsked = scenario.streamPhase.untilStopped && record.stream.ending === 'interrupted';
  if (record.stream.ending === 'connectionLost') {
    const loss = `the connection was lost: ${record.stream.lossReason}`;
    record.losses.push(loss);
    logs.stream.error(loss);
  }
  const rowNumberMax = scenario.volumes.map((volume, table) => Math.max(volume, record.executed.rowNumberMax[table]!));
  await database.setSequences(rowNumberMax);
  const isCut = (): boolean => stopping.aborted && !record.endedAsAsked;
  await compareState(record, database, record.endedAsAsked ? new AbortController().signal : stopping);
  logState(logs.state, record.state);
  if (!isCut()) record.checks = await runChecks(scenario.checks, database.query);
  logChecks(logs.checks, record.checks);
}

function warn({ warnings }: RunRecord, log: Log, found: readonly string[]): void {
  warnings.push(...found);
  for (const each of found) log.warn(each);
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
