import type { StreamResult } from '../execute/stream-phase.ts';
import type { SeedResult } from '../execute/seed-phase.ts';
import { ExecutedRecord } from '../execute/executed-record.ts';
import type { LoadedModel } from '../model/load-model.ts';
import type { StateResult } from '../observe/state-check.ts';
import type { ReplicaResult } from '../observe/replica/replica-result.ts';
import type { CaptureResult } from '../observe/verify/capture-result.ts';
import { StreamMetrics } from '../observe/stream-metrics.ts';
import type { Outcomes } from '../plan/oracle.ts';
import type { Workload } from '../plan/workload.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { CheckResult, EventCapture, Report, ServerFacts, TableCapture } from './report.generated.ts';

/** What a capture made of the run, and what fed it. */
export type CaptureOutcome =
  | (CaptureResult & Pick<EventCapture, 'kind' | 'connector'>)
  | (ReplicaResult & Pick<TableCapture, 'kind' | 'connector'>);

/** What a run has found out so far. Phases fill it in; whatever happens, a report can be made of it. */
export interface RunRecord {
  readonly scenario: Scenario;
  readonly model: LoadedModel;
  readonly workload: Workload;
  /** What the user called the run. */
  readonly label?: string | undefined;
  readonly startedAtMs: number;
  /** A stream alone, on rows that were there before. */
  readonly goesOn: boolean;
  /** What the streams before this one did, as an oracle needs it. */
  readonly earlier: Outcomes;
  readonly executed: ExecutedRecord;
  readonly metrics: StreamMetrics;
  target: Report['environment']['target'] | undefined;
  server: ServerFacts | undefined;
  seed: SeedResult | undefined;
  stream: StreamResult | undefined;
  state: StateResult | { readonly notRun: string };
  /** SHA-256 of the operations sent, as the oracle plans them anew. */
  oracleDigest: string | undefined;
  captures: Readonly<Record<string, CaptureOutcome>>;
  /** Why the scenario's captures were left out, in words. */
  capturesLeftOut: string | undefined;
  faults: Report['faults'];
  /** Connectors of another version than the scenario says, in words. */
  versionProblems: readonly string[];
  slots: Report['slots'];
  /** Phases that are over, and the one that a failure ended. */
  readonly phases: NonNullable<Report['phases']>;
  checks: readonly CheckResult[];
  /** A stream until-stopped was stopped: its normal end. */
  endedAsAsked: boolean;
  /** The user or the system asked for an end. */
  interruption: string | undefined;
  /** The run could not go on, in words. */
  readonly losses: string[];
  readonly errors: string[];
  readonly warnings: string[];
}

/**
 * A record of a run that has done nothing yet.
 * @param notCommittedEarlier given for a stream that goes on behind others
 */
export function beginRecord(
  { scenario, model, label }: Pick<RunRecord, 'scenario' | 'model' | 'label'>,
  workload: Workload,
  startedAtMs: number,
  notCommittedEarlier?: ReadonlySet<number>,
): RunRecord {
  const { lanes } = workload.settings;
  const executed = new ExecutedRecord(model.model, lanes);
  return {
    scenario,
    model,
    label,
    workload,
    startedAtMs,
    goesOn: notCommittedEarlier !== undefined,
    earlier: { operationsPerLane: workload.timeline.earlierPerLane, notCommitted: notCommittedEarlier ?? new Set() },
    executed,
    metrics: new StreamMetrics(model.model, executed.absentRows, workload.timeline.startUs),
    target: undefined,
    server: undefined,
    seed: undefined,
    stream: undefined,
    state: { notRun: 'the run ended before' },
    oracleDigest: undefined,
    captures: {},
    capturesLeftOut: undefined,
    slots: {},
    phases: [],
    faults: [],
    versionProblems: [],
    checks: [],
    endedAsAsked: false,
    interruption: undefined,
    losses: [],
    errors: [],
    warnings: [],
  };
}
