import { evaluateThresholds, type ThresholdView } from '../observe/thresholds.ts';
import { summarisePlan } from '../plan/plan.ts';
import { rehearsalMax } from '../plan/rehearse.ts';
import { workloadDigest } from '../plan/workload-digest.ts';
import { hostFacts } from './host.ts';
import type { Report } from './report.generated.ts';
import type { RunRecord } from './run-record.ts';
import { capturesSection } from './captures-section.ts';
import { streamSection } from './stream-section.ts';
import { toolFacts } from './tool.ts';
import { judge } from './verdict.ts';

/** Puts together what a run found. Thresholds are evaluated over everything else, the verdict last. */
export function buildReport(record: RunRecord, finishedAtMs: number, nodeVersion: string): Report {
  const { scenario, workload, model, startedAtMs } = record;
  const { count } = workload.schedule;
  const view: ThresholdView = {
    reportVersion: 1,
    tool: toolFacts(nodeVersion),
    startedAt: new Date(startedAtMs).toISOString(),
    finishedAt: new Date(finishedAtMs).toISOString(),
    durationMs: finishedAtMs - startedAtMs,
    phases: [...record.phases],
    scenario: {
      name: scenario.name,
      file: scenario.file,
      label: record.label ?? null,
      overrides: [...scenario.overrides],
      resolved: scenario.resolved,
    },
    workload: { digest: workloadDigest(workload, model) },
    environment: {
      target: record.target ?? { kind: 'given', description: 'not reached', reason: 'the run ended before' },
      server: record.server ?? null,
      host: hostFacts(),
    },
    plan: {
      randomSeed: scenario.randomSeed,
      lanes: scenario.streamPhase.lanes,
      operations: count === undefined ? null : count + operationsBefore(record),
      digest: planDigest(record),
    },
    executed: {
      operationsPerLane: [...record.executed.operationsPerLane],
      digest: record.executed.digest,
    },
    continues: continuesSection(record),
    seedPhase: seedSection(record),
    streamPhase: streamSection(record),
    state: stateSection(record),
    captures: capturesSection(record),
    slots: record.slots,
    faults: [...record.faults],
    checks: [...record.checks],
    errors: [...record.losses, ...record.errors, ...record.metrics.firstErrors],
    warnings: [...record.warnings],
  };
  const report = { ...view, thresholds: evaluateThresholds(scenario.thresholds, view, record.capturesLeftOut) };
  return { ...report, ...judge(report, record) };
}

/** Of a complete run the oracle has planned it all already. Of one cut short it is planned now, if that is quickly done. */
function planDigest({ workload, stream, oracleDigest }: RunRecord): string | null {
  const { count } = workload.schedule;
  if (count === undefined) return null;
  const taken = stream?.operationsPerLane.reduce((a, b) => a + b, 0);
  if (taken === count && oracleDigest !== undefined) return oracleDigest;
  return count <= rehearsalMax ? summarisePlan(workload).digest : null;
}

function continuesSection(record: RunRecord): Report['continues'] {
  const { timeline, settings } = record.workload;
  if (!record.goesOn) return null;
  const plannedMs = timeline.startUs / 1_000;
  return { streams: settings.earlier.length, operations: operationsBefore(record), plannedMs };
}

function operationsBefore({ earlier }: RunRecord): number {
  return earlier.operationsPerLane.reduce((a, b) => a + b, 0);
}

function seedSection({ seed }: RunRecord): Report['seedPhase'] {
  const { rows, durationMs, tables } = seed ?? { rows: 0, durationMs: 0, tables: {} };
  return { rows, durationMs, rowsPerSecond: durationMs === 0 ? 0 : Math.round((rows * 1_000) / durationMs), tables };
}

function stateSection({ state }: RunRecord): Report['state'] {
  if ('notRun' in state) {
    return { status: 'notRun', why: state.notRun, matches: null, digest: null, expectedDigest: null, tables: {} };
  }
  return { status: 'checked', why: null, ...state };
}
