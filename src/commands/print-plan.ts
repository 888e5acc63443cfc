import { once } from 'node:events';
import type { LoadedModel } from '../model/load-model.ts';
import type { Model } from '../model/model.ts';
import { makeWorkload } from '../plan/make-workload.ts';
import type { Operation } from '../plan/operation.ts';
import { planOperations, summarisePlan, type PlanSummary } from '../plan/plan.ts';
import type { Workload } from '../plan/workload.ts';
import { workloadDigest } from '../plan/workload-digest.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { UsageError } from '../shared/errors.ts';
import { formatProblems, InvalidFiles } from '../yaml/problem.ts';
import type { Host } from './host.ts';
import type { PlanFlags } from './plan.ts';
import { loadOptions } from './scenario-options.ts';
import { unexpectedDigest } from './unexpected-digest.ts';

/**
 * Prints a scenario's operations as NDJSON, or the digests of its plan.
 * @throws InvalidFiles where the whole plan is asked for and is not the one that the scenario expects; the digests are
 * printed all the same, with a warning, since it is from them that the expectation is written
 */
export async function printPlan(flags: PlanFlags, host: Host): Promise<void> {
  const loaded = await loadScenario(flags.scenario, await loadOptions(flags, host));
  const workload = makeWorkload(loaded.scenario, loaded.model);
  checkLimit(flags.limit, workload);
  if (flags.digest) {
    const summary = summarisePlan(workload, flags.limit);
    const isWhole = flags.limit === undefined;
    const unexpected = isWhole ? unexpectedDigest(loaded, summary.digest, 'warning') : [];
    if (unexpected.length > 0) host.stderr.write(`${formatProblems(unexpected, loaded.sources)}\n`);
    host.stdout.write(`${JSON.stringify(digestsOf(workload, loaded.model, summary), null, 2)}\n`);
    return;
  }
  if (flags.limit === undefined && loaded.scenario.expectedPlanDigest !== undefined) {
    const unexpected = unexpectedDigest(loaded, summarisePlan(workload).digest);
    if (unexpected.length > 0) throw new InvalidFiles(unexpected, loaded.sources);
  }
  for (const operation of planOperations(workload, flags.limit)) {
    const hasRoom = host.stdout.write(`${JSON.stringify(operationRecord(operation, loaded.model.model))}\n`);
    if (hasRoom === false) await once(host.stdout as NodeJS.WriteStream, 'drain');
    if (host.stopping.aborted) return;
  }
}

function checkLimit(limit: number | undefined, { schedule }: Workload): void {
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0)) {
    throw new UsageError('--limit needs a whole number');
  }
  if (schedule.count === undefined && limit === undefined) {
    throw new UsageError('the plan is endless: its stream goes as fast as possible', {
      hint: 'say how much with --limit N',
    });
  }
}

function digestsOf(workload: Workload, model: LoadedModel, summary: PlanSummary): object {
  const { digest, operations, operationsPerLane } = summary;
  return { workloadDigest: workloadDigest(workload, model), planDigest: digest, operations, operationsPerLane };
}

/** An operation with names instead of indexes. */
function operationRecord(
  { number, lane, event, dueUs, changes, substituted, expect }: Operation,
  model: Model,
): object {
  return {
    number,
    lane,
    dueMs: dueUs / 1_000,
    event: event === undefined ? null : model.events[event]!.name,
    ...(substituted && { substituted }),
    ...(expect !== undefined && { expect }),
    changes: changes.map(({ step, rowNumber, columns, values, key }) => {
      const table = model.tables[step.table]!;
      const set = columns.map((column, place) => [table.columns[column]!.name, values[place]!]);
      return { kind: step.kind, table: table.name, row: rowNumber, key, values: Object.fromEntries(set) as object };
    }),
  };
}
