import type { Report } from './report.generated.ts';
import type { RunRecord } from './run-record.ts';

/** More than this share of late operations marks a run as limited by the generator. */
const lateShareMax = 0.01;

/** Numbers of the stream phase. */
export function streamSection(record: RunRecord): Report['streamPhase'] {
  const { metrics, scenario, workload } = record;
  const { counts, rows } = metrics;
  const { schedule } = workload;
  const planned = schedule.count ?? null;
  const askedUs = schedule.closedLoop ? undefined : schedule.lengthUs;
  const tailUs = scenario.streamPhase.jitterUs;
  const tookUs = Math.max(askedUs === undefined || isCutShort(record) ? 0 : askedUs, metrics.lastAnswerUs - tailUs);
  return {
    durationMs: (record.stream?.durationUs ?? 0) / 1_000,
    operations: {
      planned,
      sent: counts.sent,
      committed: counts.committed,
      rejected: counts.rejected,
      rejectedAsExpected: counts.rejectedAsExpected,
      settled: 0,
      retried: counts.retries,
      noEffect: counts.noEffect,
      noEffectByConsequence: counts.noEffectByConsequence,
      unknown: counts.unknown,
      unfinished: unfinished(record),
      substituted: counts.substituted,
      skipped: counts.skipped,
    },
    inserts: rows.insert,
    updates: rows.update,
    deletes: rows.delete,
    asked: schedule.perSecond ?? null,
    achieved: tookUs <= 0 ? 0 : (counts.committed * 1e6) / tookUs,
    generatorLimited: counts.late > counts.sent * lateShareMax,
    late: counts.late,
    queued: counts.queued,
    latencyMs: metrics.latency.percentiles(),
    serviceMs: metrics.service.percentiles(),
    byEvent: Object.fromEntries(
      workload.settings.model.events.map(({ name, index }) => {
        const { sent, committed, rejected, latency } = metrics.byEvent[index]!;
        return [name, { planned: sent, committed, rejected, latencyMs: latency.percentiles() }];
      }),
    ),
    bySqlState: metrics.bySqlState,
    series: metrics.series.finish(!schedule.closedLoop),
  };
}

function isCutShort({ stream }: RunRecord): boolean {
  return stream === undefined || stream.ending === 'interrupted' || stream.ending === 'connectionLost';
}

/** Operations of a finite plan that were not taken up. A closed loop that its duration ended has done what was asked. */
function unfinished(record: RunRecord): number {
  const { count, closedLoop } = record.workload.schedule;
  const { stream } = record;
  if (count === undefined || (closedLoop && stream?.ending === 'timeOver')) return 0;
  const taken = stream?.operationsPerLane.reduce((a, b) => a + b, 0) ?? 0;
  return count - taken;
}
