import { checkState } from './observe/state-check.ts';
import { Oracle } from './plan/oracle.ts';
import type { Database } from './postgres/database.ts';
import type { RunRecord } from './report/run-record.ts';

/** After an interruption people wait at the prompt, so the comparison gets this long and no longer. */
const interruptedLimitMs = 30_000;

/** Compares the final state with what plan and outcomes predict, unless nobody can know the outcomes. */
export async function compareState(record: RunRecord, database: Database, stopping: AbortSignal): Promise<void> {
  const { workload, executed } = record;
  if (executed.unknown.size > 0) {
    record.state = { notRun: `${executed.unknown.size} operations of unknown outcome` };
    return;
  }
  const oracle = new Oracle(workload, executed);
  record.oracleDigest = oracle.digest;
  const comparing = database.inSnapshot(reader => checkState(workload, oracle, reader));
  const tooLong = { notRun: 'it took longer than 30 s after the interruption' };
  record.state = await withinAfterAbort(comparing, stopping, interruptedLimitMs, tooLong);
}

/** The result, or `instead` when it is not there that long after the signal. */
async function withinAfterAbort<Result, Instead>(
  result: Promise<Result>,
  signal: AbortSignal,
  limitMs: number,
  instead: Instead,
): Promise<Result | Instead> {
  let timer: NodeJS.Timeout | undefined;
  let begin = (): void => undefined;
  const limit = new Promise<Instead>(resolve => {
    begin = () => {
      timer = setTimeout(() => resolve(instead), limitMs);
    };
  });
  signal.addEventListener('abort', begin);
  if (signal.aborted) begin();
  try {
    return await Promise.race([result, limit]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', begin);
    result.catch(() => undefined);
  }
}
