import { streamPhase, type StreamResult } from './execute/stream-phase.ts';
import { inOrder, type StreamObserver } from './execute/stream-observer.ts';
import { streamLog } from './log/stream-log.ts';
import type { StreamMetrics } from './observe/stream-metrics.ts';
import { lanesAfter } from './plan/plan.ts';
import type { Database } from './postgres/database.ts';
import type { StreamTick } from './report/console/progress.ts';
import type { RunRecord } from './report/run-record.ts';
import { inPhase } from './run-phase.ts';
import type { RunContext, RunOptions } from './run-context.ts';

/** Late is what was sent this long after it was due, or 1 % of the interval, whichever is more. */
const lateUsMin = 5_000;

/** The stream phase on the database's connections, behind the streams before it, watched by record, metrics, progress and log. */
export async function runStream(
  record: RunRecord,
  database: Database,
  options: RunOptions,
  context: RunContext,
  observers: readonly StreamObserver[] = [],
): Promise<StreamResult> {
  const { clock, progress, stopping, logs } = context;
  const { workload, scenario, metrics, executed } = record;
  const settings = scenario.streamPhase;
  const { count, lengthUs, closedLoop } = workload.schedule;
  const senders = await database.openSenders(settings.connections);
  const { perSecond = null } = workload.schedule;
  const lanes = lanesAfter(workload, record.earlier.operationsPerLane, operation => {
    executed.replayed(operation, !record.earlier.notCommitted.has(operation.number));
  });
  const durationUs = settings.durationUs ?? (closedLoop ? undefined : lengthUs);
  const durationMs = durationUs === undefined ? null : durationUs / 1_000;
  const asked = { operations: count ?? null, durationMs, perSecond };
  progress.streamStarted(asked);
  logs.stream.info('started', { ...asked, connections: senders.length });
  const log = streamLog(logs.stream, workload.settings.model, metrics.rows);
  const startUs = clock.nowUs();
  const ticks = setInterval(() => progress.streamTick(tickOf(metrics, clock.nowUs() - startUs)), 250);
  try {
    const result = await inPhase('stream', record, context, () =>
      streamPhase({
        lanes,
        senders,
        loop: {
          pipeline: settings.pipeline,
          closedLoop,
          originUs: workload.timeline.startUs,
          lateUs: Math.max(lateUsMin, perSecond === null ? 0 : 10_000 / perSecond),
          operationTimeoutUs: settings.operationTimeoutUs,
        },
        durationUs,
        graceUs: settings.graceUs,
        operationsPerLane: options.operationsPerLane,
        clock,
        observer: inOrder([executed, metrics, ...observers, ...log.observers]),
        stopping,
      }),
    );
    progress.streamTick(tickOf(metrics, result.durationUs));
    const { ending, durationUs: lastedUs } = result;
    logs.stream.info('finished', { ending, durationMs: lastedUs / 1_000, ...metrics.counts, ...metrics.rows });
    return result;
  } finally {
    clearInterval(ticks);
    progress.streamFinished();
    log.finish();
    await Promise.all(senders.map(sender => sender.close()));
  }
}

function tickOf({ counts, rows, latency }: StreamMetrics, elapsedUs: number): StreamTick {
  return {
    elapsedMs: elapsedUs / 1_000,
    committed: counts.committed,
    inserts: rows.insert,
    updates: rows.update,
    deletes: rows.delete,
    failed: counts.rejected + counts.unknown,
    perSecond: elapsedUs === 0 ? 0 : (counts.committed * 1e6) / elapsedUs,
    p99Ms: latency.percentileMs(99),
  };
}
