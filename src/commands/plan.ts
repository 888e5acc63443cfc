import { once } from 'node:events';
import type { CommandModule } from 'yargs';
import type { Model } from '../model/model.ts';
import { makeWorkload } from '../plan/make-workload.ts';
import type { Operation } from '../plan/operation.ts';
import { planOperations, summarisePlan } from '../plan/plan.ts';
import { workloadDigest } from '../plan/workload-digest.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { UsageError } from '../shared/errors.ts';
import { exitCode, type ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';
import { loadOptions, scenarioOptions, type ScenarioFlags } from './scenario-options.ts';

interface PlanFlags extends ScenarioFlags {
  scenario: string;
  digest: boolean;
  limit?: number | undefined;
}

/** `alimentador plan <scenario>` */
export function planCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, PlanFlags> {
  return {
    command: 'plan <scenario>',
    describe: 'print the operations as NDJSON, without a database',
    builder: yargs =>
      scenarioOptions(yargs)
        .positional('scenario', { type: 'string', demandOption: true, describe: 'a scenario file' })
        .option('digest', { type: 'boolean', default: false, describe: 'print the digests instead' })
        .option('limit', { type: 'number', requiresArg: true, describe: 'print so many operations at most' })
        .example('$0 plan scenarios/quickstart.yaml --limit 5', 'the first five') as never,
    handler: async flags => {
      await plan(flags, host);
      finish(exitCode.passed);
    },
  };
}

async function plan(flags: PlanFlags, host: Host): Promise<void> {
  const { scenario, model } = await loadScenario(flags.scenario, loadOptions(flags, host));
  const workload = makeWorkload(scenario, model);
  if (flags.limit !== undefined && !(Number.isSafeInteger(flags.limit) && flags.limit >= 0)) {
    throw new UsageError('--limit needs a whole number');
  }
  if (workload.schedule.count === undefined && flags.limit === undefined) {
    throw new UsageError('the plan is endless: its stream goes as fast as possible', { hint: 'say how much with --limit N' });
  }
  if (flags.digest) {
    const { digest, operations, operationsPerLane } = summarisePlan(workload, flags.limit);
    const summary = { workloadDigest: workloadDigest(workload, model), planDigest: digest, operations, operationsPerLane };
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
function operationRecord({ number, lane, event, dueUs, changes, substituted, expect }: Operation, model: Model): object {
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
