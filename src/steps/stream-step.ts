import { conclude } from '../conclude.ts';
import type { Database } from '../postgres/database.ts';
import type { Report } from '../report/report.generated.ts';
import { beginRecord, type RunRecord } from '../report/run-record.ts';
import type { RunContext, RunOptions } from '../run-context.ts';
import { runStream } from '../run-stream.ts';
import { runVerification } from '../run-verification.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import type { ExitCode } from '../shared/exit-code.ts';
import { withDatabase } from '../with-database.ts';
import { onGivenTarget } from './on-given-target.ts';
import { standingOf, type Standing } from './going-on.ts';
import { ProgressKeeper } from './progress-keeper.ts';

/**
 * The stream phase alone, on rows that `seed` made, behind all streams before it. State and checks cover those too.
 * @throws UsageError for a scenario that makes other rows
 * @throws CannotRun where there is nothing to go on from
 */
export async function streamStep(
  loaded: LoadedScenario,
  options: RunOptions,
  context: RunContext,
): Promise<{ report: Report; exitCode: ExitCode }> {
  const startedAtMs = context.clock.wallMs();
  return onGivenTarget(loaded, options, context, target =>
    withDatabase(loaded, target, context, 'asTheyStand', async database => {
      const standing = await standingOf(loaded, database, context);
      const given = { ...loaded, label: options.label };
      const record = beginRecord(given, standing.workload, startedAtMs, new Set(standing.notCommitted));
      record.target = { kind: target.kind, description: target.description, reason: target.reason };
      return conclude(record, context, () => goOn(record, standing, database, options, context));
    }),
  );
}

async function goOn(
  record: RunRecord,
  { progress, notCommitted, workload }: Standing,
  database: Database,
  options: RunOptions,
  context: RunContext,
): Promise<void> {
  record.server = database.facts;
  record.warnings.push(...database.warnings);
  if (record.scenario.captures.length > 0) {
    record.capturesLeftOut = 'captures were left out: they belong to `run`, which begins with the seed phase';
    record.warnings.push(record.capturesLeftOut);
  }
  const keeper = new ProgressKeeper(database.progress, progress, workload.settings.schedule, record.executed);
  await keeper.begin(notCommitted);
  try {
    record.stream = await runStream(record, database, options, context, [keeper.lanes]);
  } finally {
    await keeper.end();
  }
  await runVerification(record, database, context);
}
