import { logChecks, logState } from './log/run-log.ts';
import { runChecks, type ReadOnlyQuery } from './observe/checks.ts';
import type { Database } from './postgres/database.ts';
import type { RunRecord } from './report/run-record.ts';
import type { RunContext } from './run-context.ts';
import { compareState } from './run-state.ts';

/** What comes behind a stream: sequences set behind its rows, the final state against the prediction, the checks. */
export async function runVerification(
  record: RunRecord,
  database: Database,
  { stopping, logs }: RunContext,
  replicas: ReadonlyMap<string, ReadOnlyQuery> = new Map(),
): Promise<void> {
  const { scenario, stream, executed } = record;
  record.endedAsAsked = scenario.streamPhase.untilStopped && stream?.ending === 'interrupted';
  if (stream?.ending === 'connectionLost') {
    const loss = `the connection was lost: ${stream.lossReason}`;
    record.losses.push(loss);
    logs.stream.error(loss);
  }
  const rowNumberMax = scenario.volumes.map((volume, table) => Math.max(volume, executed.rowNumberMax[table]!));
  await database.setSequences(rowNumberMax);
  await compareState(record, database, record.endedAsAsked ? new AbortController().signal : stopping);
  logState(logs.state, record.state);
  const isCut = stopping.aborted && !record.endedAsAsked;
  if (!isCut) {
    const places = new Map([['source', database.query], ...replicas]);
    const { results, notAsked } = await runChecks(scenario.checks, places);
    record.checks = results;
    const why = record.capturesLeftOut ?? 'nothing can be said of its rows';
    for (const place of notAsked) record.warnings.push(`no check was asked on ${place}: ${why}`);
  }
  logChecks(logs.checks, record.checks);
}
