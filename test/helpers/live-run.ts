import type { OperationSender } from '../../src/execute/operation-sender.ts';
import { seedPhase } from '../../src/execute/seed-phase.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { Database } from '../../src/postgres/database.ts';
import { beginRecord, type RunRecord } from '../../src/report/run-record.ts';
import type { LoadedScenario } from '../../src/scenario/load-scenario.ts';
import { compareState } from '../../src/run-state.ts';
import { runStream } from '../../src/run-stream.ts';
import { runContext } from './runs.ts';

/**
 * The phases of a run up to the state check, with a place to put a fault in.
 * @param faults `wrap` stands between the stream and its connections, the others work on the database behind the tool's back
 */
export async function liveRun(
  url: string,
  loaded: LoadedScenario,
  faults: { wrap?: (sender: OperationSender) => OperationSender; beforeStream?: () => Promise<unknown> } = {},
): Promise<RunRecord> {
  const { wrap = sender => sender, beforeStream } = faults;
  const { scenario, model } = loaded;
  const context = runContext();
  const record = beginRecord({ scenario, model }, makeWorkload(scenario, model), 0);
  const database = await Database.open(url, scenario, model, context.runId);
  try {
    record.seed = await seedPhase(record.workload, database.load, { ...context, observer: context.progress });
    await database.setSequences(scenario.volumes);
    await beforeStream?.();
    const openSenders = async (count: number): Promise<OperationSender[]> => {
      return (await database.openSenders(count)).map(wrap);
    };
    const wrapped = Object.create(database, { openSenders: { value: openSenders } }) as Database;
    const options = { url, urlReason: 'a test', operationsPerLane: undefined };
    record.stream = await runStream(record, wrapped, options, context);
    await compareState(record, database, context.stopping);
    return record;
  } finally {
    await database.close();
  }
}
