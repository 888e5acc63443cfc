import { once } from 'node:events';
import type { Model } from '../model/model.ts';
import { makeWorkload } from '../plan/make-workload.ts';
import type { Operation } from '../plan/operation.ts';
import { planOperations, summarisePlan } from '../plan/plan.ts';
import { workloadDigest } from '../plan/workload-digest.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { UsageError } from '../shared/errors.ts';
import type { Host } from './host.ts';
import type { PlanFlags } from './plan.ts';
import { loadOptions } from './scenario-options.ts';

/** Prints a scenario's operations as NDJSON, or the digests of its plan. */
export async function printPlan(flags: PlanFlags, host: Host): Promise<void> {
  const { scenario, model } = await loadScenario(flags.scenario, await loadOptions(flags, host));
  const workload = makeWorkload(scenario, model);
  if (flags.limit !== undefined && !(Number.isSafeInteger(flags.limit) && flags.limit >= 0)) {
    throw new UsageError('--limit needs a whole number');
  }
  if (workload.schedule.count === undefined && flags.limit === undefined) {
    throw new UsageError('the plan is endless: its stream goes as fast as possible', {
      hint: 'say how much with --limit N',
    });
  }
  if (flags.digest) {
    const { digest, operations, operationsPerLane } = summarisePlan(workload, flags.limit);
    const summary = {
      workloadDigest: workloadDigest(workload, model),
      planDigest: digest,
      operations,
      operationsPerLane,
    };
    host.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
    return;
  }
  for (const operation of planOperations(workload, flags.limit)) {
    const hasRoom = host.stdout.write(`${JSON.stringify(operationRecord(operation, model.model))}\n`);
    if (hasRoom === false) await once(host.stdout as NodeJS.WriteStream, 'drain');
    if (host.stopping.aborted) return;
  }
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
