import { conclude } from './conclude.ts';
import { makeWorkload } from './plan/make-workload.ts';
import type { Database } from './postgres/database.ts';
import type { Report } from './report/report.generated.ts';
import { beginRecord, type RunRecord } from './report/run-record.ts';
import type { RunContext, RunOptions } from './run-context.ts';
import { openCaptures } from './run-captures.ts';
import { inPhase } from './run-phase.ts';
import { openReplicas } from './run-replicas.ts';
import { runSeed } from './run-seed.ts';
import { runStream } from './run-stream.ts';
import { runVerification } from './run-verification.ts';
import type { LoadedScenario } from './scenario/load-scenario.ts';
import type { ExitCode } from './shared/exit-code.ts';
import { withDatabase, withTarget } from './with-database.ts';

/**
 * One run: plan -> target -> database -> captures -> seed phase -> stream phase -> captured changes -> final state -> checks -> report.
 *
 * Whatever ends it early, the report says how far it came; only a scenario that cannot be used never gets here.
 */
export async function run(
  loaded: LoadedScenario,
  options: RunOptions,
  context: RunContext,
): Promise<{ report: Report; exitCode: ExitCode }> {
  const workload = makeWorkload(loaded.scenario, loaded.model);
  const record = beginRecord({ ...loaded, label: options.label }, workload, context.clock.wallMs());
  return conclude(record, context, () =>
    withTarget(loaded, options, context, async target => {
      record.target = { kind: target.kind, description: target.description, reason: target.reason };
      record.warnings.push(...target.warnings);
      await withDatabase(loaded, target, context, 'prepared', database =>
        runPhases(record, database, target.replicationUrl, options, context),
      );
    }),
  );
}

async function runPhases(
  record: RunRecord,
  database: Database,
  replicationUrl: string,
  options: RunOptions,
  context: RunContext,
): Promise<void> {
  record.server = database.facts;
  record.warnings.push(...database.warnings);
  if (options.captures === false && record.scenario.captures.length > 0) {
    record.capturesLeftOut = 'captures were left out by --no-captures';
  }
  const replicas = options.captures === false ? undefined : await openReplicas(record, database, context);
  const captures =
    options.captures === false
      ? undefined
      : await openCaptures(record, database, { url: replicationUrl, besideReport: options.besideReport }, context);
  try {
    record.seed = await inPhase('seed', record, context, () => runSeed(record.workload, database, context));
    if (context.stopping.aborted) return;
    captures?.streamBegins();
    record.stream = await runStream(record, database, options, context, captures?.observers);
    if (captures !== undefined || replicas !== undefined) {
      await inPhase('drain', record, context, () => Promise.all([captures?.judge(), replicas?.judge()]));
    }
    await inPhase('verify', record, context, () => runVerification(record, database, context, replicas?.queries));
  } finally {
    await captures?.close();
    await replicas?.close();
  }
}
