import { seedPhase } from './execute/seed-phase.ts';
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
  try {
    const target = await openTarget({ ...options, scenarioUrl: scenario.database.url, ...context });
    context.progress.note(`target: ${target.description} (${target.reason})`);
    record.target = { kind: target.kind, description: target.description, reason: target.reason };
    record.warnings.push(...target.warnings);
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
    if (!context.stopping.aborted || error !== context.stopping.reason) lose(record, error);
  }
  if (!record.endedAsAsked && context.stopping.aborted) record.interruption = String(context.stopping.reason);
  const report = buildReport(record, context.clock.wallMs(), context.nodeVersion);
  return { report, exitCode: exitCodeOf(report, record) };
}

async function runPhases(
  record: RunRecord,
  database: Database,
  options: RunOptions,
  context: RunContext,
): Promise<void> {
  const { workload, scenario } = record;
  const { progress, clock, stopping } = context;
  record.server = database.facts;
  record.warnings.push(...database.warnings);
  progress.seedStarted(scenario.volumes.reduce((a, b) => a + b, 0));
  try {
    record.seed = await seedPhase(workload, database.load, { clock, observer: progress, stopping });
  } finally {
    progress.seedFinished();
  }
  await database.setSequences(scenario.volumes);
  if (stopping.aborted) return;
  record.stream = await runStream(record, database, options, context);
  record.endedAsAsked = scenario.streamPhase.untilStopped && record.stream.ending === 'interrupted';
  if (record.stream.ending === 'connectionLost')
    record.losses.push(`the connection was lost: ${record.stream.lossReason}`);
  const rowNumberMax = scenario.volumes.map((volume, table) => Math.max(volume, record.executed.rowNumberMax[table]!));
  await database.setSequences(rowNumberMax);
  const isCut = (): boolean => stopping.aborted && !record.endedAsAsked;
  await compareState(record, database, record.endedAsAsked ? new AbortController().signal : stopping);
  if (!isCut()) record.checks = await runChecks(scenario.checks, database.query);
}

/** What the user can do something about is said in words; of a defect of ours the stack goes to the errors. */
function lose(record: RunRecord, error: unknown): void {
  if (error instanceof AlimentadorError) {
    record.losses.push(error.hint === undefined ? error.message : `${error.message} (${error.hint})`);
    return;
  }
  record.losses.push(`a defect of alimentador or a lost connection: ${messageOf(error)}`);
  if (error instanceof Error && error.stack !== undefined) record.errors.push(error.stack);
}
