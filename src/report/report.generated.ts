/* Generated from schema/report.schema.json by `npm run generate`. Do not edit. */

/**
 * What one capture made of the run.
 */
export type Capture = EventCapture | TableCapture;

/**
 * What a run did and found. Times are milliseconds, sizes bytes, percentiles null where nothing was measured.
 */
export interface Report {
  /**
   * Version of this file format.
   */
  reportVersion: 1;
  /**
   * What wrote the report.
   */
  tool: {
    /**
     * Name.
     */
    name: string;
    /**
     * Version.
     */
    version: string;
    /**
     * Version of faker, which decides names and texts.
     */
    fakerVersion: string;
    /**
     * Version of Node.
     */
    nodeVersion: string;
  };
  /**
   * The outcome: passed, failed (something is wrong), incomplete (interrupted, server lost, work left).
   */
  verdict: "passed" | "failed" | "incomplete";
  /**
   * Why it is not simply passed, most important first.
   */
  reasons: string[];
  /**
   * Start, UTC.
   */
  startedAt: string;
  /**
   * End, UTC.
   */
  finishedAt: string;
  /**
   * Duration of everything.
   */
  durationMs: number;
  /**
   * The run's phases as far as it came; times of series and faults count from the stream's start. Absent in reports of early versions.
   */
  phases?: Phase[];
  /**
   * What was asked.
   */
  scenario: {
    /**
     * Name.
     */
    name: string;
    /**
     * File, relative to the working directory.
     */
    file: string;
    /**
     * What the user called this run, such as a connector version.
     */
    label: string | null;
    /**
     * What the command line put in place of the file, as it was written.
     */
    overrides: string[];
    /**
     * The scenario with every default filled in, secrets left out.
     */
    resolved: {};
  };
  /**
   * Identity of the workload.
   */
  workload: {
    /**
     * SHA-256 of everything that decides the plan.
     */
    digest: string;
  };
  /**
   * Where it ran.
   */
  environment: {
    /**
     * The database.
     */
    target: {
      /**
       * Embedded or given.
       */
      kind: "embedded" | "given";
      /**
       * Host, port and database, never a password.
       */
      description: string;
      /**
       * Why this one.
       */
      reason: string;
    };
    /**
     * Facts of the server; null when it was not reached.
     */
    server: null | ServerFacts;
    /**
     * This machine.
     */
    host: {
      /**
       * Operating system and architecture.
       */
      platform: string;
      /**
       * Processors.
       */
      cpus: number;
      /**
       * Model of the first processor.
       */
      cpuModel: string;
      /**
       * Memory.
       */
      memoryBytes: number;
    };
  };
  /**
   * What was planned.
   */
  plan: {
    /**
     * Random seed.
     */
    randomSeed: number | string;
    /**
     * Lanes.
     */
    lanes: number;
    /**
     * Operations, those of streams before included; null for an endless plan.
     */
    operations: number | null;
    /**
     * SHA-256 of all planned operations; null for an endless plan.
     */
    digest: string | null;
  };
  /**
   * What was sent, whatever became of it.
   */
  executed: {
    /**
     * Operations sent, for each lane.
     */
    operationsPerLane: number[];
    /**
     * SHA-256 of the operations sent; equals plan.digest in a complete run.
     */
    digest: string;
  };
  /**
   * What went before on the same rows, where a stream went on with them; null for a run from the beginning. Plan, executed and state cover that too.
   */
  continues: {
    /**
     * Streams before this one.
     */
    streams: number;
    /**
     * Operations that they took.
     */
    operations: number;
    /**
     * Planned time that they took: due times go on behind it.
     */
    plannedMs: number;
  } | null;
  /**
   * The bulk load.
   */
  seedPhase: {
    /**
     * Rows loaded.
     */
    rows: number;
    /**
     * Time.
     */
    durationMs: number;
    /**
     * Speed.
     */
    rowsPerSecond: number;
    /**
     * By table.
     */
    tables: {
      [k: string]: TableSeed;
    };
  };
  /**
   * The stream.
   */
  streamPhase: {
    /**
     * From the first due time to the last answer.
     */
    durationMs: number;
    /**
     * Operations by outcome.
     */
    operations: {
      /**
       * Planned; null for an endless plan.
       */
      planned: number | null;
      /**
       * Sent.
       */
      sent: number;
      /**
       * Committed.
       */
      committed: number;
      /**
       * Rejected by the server although the plan says they succeed.
       */
      rejected: number;
      /**
       * Rejected with the SQLSTATE that the event expects.
       */
      rejectedAsExpected: number;
      /**
       * Of unknown outcome at first and found out later.
       */
      settled: number;
      /**
       * Sent again after a deadlock, serialization failure or lock timeout.
       */
      retried: number;
      /**
       * Committed but touched another number of rows than planned.
       */
      noEffect: number;
      /**
       * Touched a row that is absent because its insert did not commit.
       */
      noEffectByConsequence: number;
      /**
       * Sent, and the connection was lost before the answer.
       */
      unknown: number;
      /**
       * Became due and were not finished.
       */
      unfinished: number;
      /**
       * Planned in place of an event for which no row was suitable.
       */
      substituted: number;
      /**
       * Planned to do nothing: no event was possible.
       */
      skipped: number;
    };
    /**
     * Rows inserted.
     */
    inserts: number;
    /**
     * Rows updated.
     */
    updates: number;
    /**
     * Rows deleted.
     */
    deletes: number;
    /**
     * Operations a second that the schedule asks for; null in a closed loop.
     */
    asked: number | null;
    /**
     * Operations a second committed.
     */
    achieved: number;
    /**
     * More than 1 % were sent late although their lane was free: this machine, not the server, was the limit.
     */
    generatorLimited: boolean;
    /**
     * Operations sent late.
     */
    late: number;
    /**
     * Operations that waited for an earlier one.
     */
    queued: number;
    /**
     * From the due time (closed loop: from the send) to the answer.
     */
    latencyMs: Percentiles;
    /**
     * From the send to the answer.
     */
    serviceMs: Percentiles;
    /**
     * By event.
     */
    byEvent: {
      [k: string]: EventNumbers;
    };
    /**
     * Rejections by SQLSTATE.
     */
    bySqlState: {
      [k: string]: number;
    };
    /**
     * Slices of equal length.
     */
    series: SeriesSlice[];
  };
  /**
   * Final state against the prediction.
   */
  state: {
    /**
     * Whether it was compared.
     */
    status: "checked" | "notRun";
    /**
     * Why it was not compared.
     */
    why: string | null;
    /**
     * Everything is as predicted; null when not compared.
     */
    matches: boolean | null;
    /**
     * SHA-256 of all rows.
     */
    digest: string | null;
    /**
     * SHA-256 of the predicted rows.
     */
    expectedDigest: string | null;
    /**
     * By table.
     */
    tables: {
      [k: string]: TableState;
    };
  };
  /**
   * What each capture made of the run, by its name.
   */
  captures: {
    [k: string]: Capture;
  };
  /**
   * Replication slots of the server while the run lasted, by name; empty where no capture was asked for.
   */
  slots: {
    [k: string]: Slot;
  };
  /**
   * What was done to connectors on purpose.
   */
  faults: Fault[];
  /**
   * Checks of model and scenario.
   */
  checks: CheckResult[];
  /**
   * Thresholds.
   */
  thresholds: ThresholdResult[];
  /**
   * What went wrong, in words.
   */
  errors: string[];
  /**
   * What is worth knowing.
   */
  warnings: string[];
}
/**
 * A stretch of the run.
 */
export interface Phase {
  /**
   * seed, stream, drain (waiting for what captures still deliver) or verify (final state and checks).
   */
  name: "seed" | "stream" | "drain" | "verify";
  /**
   * Start, from the start of the run.
   */
  atMs: number;
  /**
   * Length.
   */
  durationMs: number;
}
/**
 * Facts.
 */
export interface ServerFacts {
  /**
   * Version.
   */
  version: string;
  /**
   * Settings that matter for speed and CDC.
   */
  settings: {
    [k: string]: string;
  };
}
/**
 * Seed phase of one table.
 */
export interface TableSeed {
  /**
   * Rows loaded.
   */
  rows: number;
  /**
   * Time for them.
   */
  durationMs: number;
}
/**
 * Distribution of a time in milliseconds; null where nothing was measured.
 */
export interface Percentiles {
  /**
   * Values in the distribution.
   */
  count: number;
  /**
   * Median.
   */
  p50: number | null;
  /**
   * 90 % are at most this.
   */
  p90: number | null;
  /**
   * 95 % are at most this.
   */
  p95: number | null;
  /**
   * 99 % are at most this.
   */
  p99: number | null;
  /**
   * 99.9 % are at most this.
   */
  p999: number | null;
  /**
   * Largest.
   */
  max: number | null;
  /**
   * HdrHistogram in microseconds, V2 compressed, base64: histograms of several runs can be added.
   */
  histogram: string | null;
}
/**
 * Operations of one event.
 */
export interface EventNumbers {
  /**
   * Operations of this event that were sent.
   */
  planned: number;
  /**
   * Committed.
   */
  committed: number;
  /**
   * Rejected by the server.
   */
  rejected: number;
  /**
   * From the due time to the answer.
   */
  latencyMs: Percentiles;
}
/**
 * One slice of the stream.
 */
export interface SeriesSlice {
  /**
   * Start, from the start of the stream.
   */
  atMs: number;
  /**
   * Length.
   */
  durationMs: number;
  /**
   * Operations that became due; null in a closed loop.
   */
  asked: number | null;
  /**
   * Operations committed.
   */
  committed: number;
  /**
   * Operations rejected.
   */
  rejected: number;
  /**
   * Median latency in ms.
   */
  p50: number | null;
  /**
   * 95th percentile in ms.
   */
  p95: number | null;
  /**
   * 99th percentile in ms.
   */
  p99: number | null;
  /**
   * Largest in ms.
   */
  max: number | null;
}
/**
 * One table after the run.
 */
export interface TableState {
  /**
   * Rows of the seed phase.
   */
  seeded: number;
  /**
   * Rows now.
   */
  rows: number;
  /**
   * Rows that there must be.
   */
  expectedRows: number;
  /**
   * Every row is as predicted.
   */
  matches: boolean;
  /**
   * How many differences there are.
   */
  differences: number;
  /**
   * The first of them.
   */
  firstDifferences: StateDifference[];
}
/**
 * A difference between the table and what plan and outcomes predict.
 */
export interface StateDifference {
  /**
   * What is wrong.
   */
  kind: "value" | "missing" | "unexpected" | "serverTime";
  /**
   * Row number; null for a row that no plan made.
   */
  row: number | null;
  /**
   * Key as text.
   */
  key: string;
  /**
   * Column; null when the whole row is concerned.
   */
  column: string | null;
  /**
   * Canonical text that there must be.
   */
  expected: string | null;
  /**
   * Canonical text that there is.
   */
  actual: string | null;
}
/**
 * What one capture of change events made of the run.
 */
export interface EventCapture {
  /**
   * Where the changes were read.
   */
  kind: "slot" | "http" | "redis" | "nats" | "kafka";
  /**
   * The connector that delivered; null for a slot of the tool's own.
   */
  connector: {
    /**
     * As the scenario calls it.
     */
    label: string | null;
    /**
     * As its events say.
     */
    version: string | null;
  } | null;
  /**
   * clean, findings, void (worth nothing, such as after the loss of its slot), notDrained (changes were still coming).
   */
  status: "clean" | "findings" | "void" | "notDrained";
  /**
   * Why it is void.
   */
  voidReason: string | null;
  /**
   * Whose findings these are, as far as the reference tells.
   */
  attributedTo: "connector" | "server or harness" | null;
  /**
   * Changes that there had to be.
   */
  expected: number;
  /**
   * Came as planned.
   */
  matched: number;
  /**
   * Never came.
   */
  missing: number;
  /**
   * Came twice.
   */
  duplicated: number;
  /**
   * Came again after a reconnect.
   */
  redelivered: number;
  /**
   * Came behind a later change of their row; counted as matched too.
   */
  outOfOrder: number;
  /**
   * Came with other values than planned.
   */
  mismatched: number;
  /**
   * Were not planned.
   */
  unexpected: number;
  /**
   * Have the same image as another change of their row, so that none can be told to be missing.
   */
  indistinguishable: number;
  /**
   * Are contained in a snapshot's row that came later.
   */
  coalesced: number;
  /**
   * Were written before this run.
   */
  stale: number;
  /**
   * Changes of tables outside the model.
   */
  foreign: number;
  /**
   * What no change could be read from.
   */
  undecodable: number;
  /**
   * Time from the server's commit to the arrival.
   */
  lagMs: Percentiles1;
  /**
   * Which commit time lags count from.
   */
  lagSource: string;
  /**
   * From the end of the stream to the last change that came for the first time.
   */
  drainMs: number | null;
  /**
   * By table.
   */
  byTable: {
    [k: string]: CaptureCounts;
  };
  /**
   * At most twenty of each verdict.
   */
  examples: CaptureExample[];
  /**
   * Lag over time.
   *
   * Items: Lag in a slice of time.
   */
  series: {
    /**
     * Start, from the start of the stream.
     */
    atMs: number;
    /**
     * Length.
     */
    durationMs: number;
    /**
     * Changes that arrived.
     */
    changes: number;
    /**
     * p50 of the lag in milliseconds.
     */
    p50: number | null;
    /**
     * p95 of the lag in milliseconds.
     */
    p95: number | null;
    /**
     * p99 of the lag in milliseconds.
     */
    p99: number | null;
    /**
     * max of the lag in milliseconds.
     */
    max: number | null;
  }[];
}
/**
 * Time from the server's commit to the arrival, changes of the stream only.
 */
export interface Percentiles1 {
  /**
   * Values in the distribution.
   */
  count: number;
  /**
   * Median.
   */
  p50: number | null;
  /**
   * 90 % are at most this.
   */
  p90: number | null;
  /**
   * 95 % are at most this.
   */
  p95: number | null;
  /**
   * 99 % are at most this.
   */
  p99: number | null;
  /**
   * 99.9 % are at most this.
   */
  p999: number | null;
  /**
   * Largest.
   */
  max: number | null;
  /**
   * HdrHistogram in microseconds, V2 compressed, base64: histograms of several runs can be added.
   */
  histogram: string | null;
  /**
   * Changes that never came: a percentile that reaches into them is null.
   */
  censored: number;
  /**
   * Lags below zero by more than the clocks' uncertainty.
   */
  negative: number;
}
/**
 * Changes of one table by verdict.
 */
export interface CaptureCounts {
  /**
   * Changes that there had to be.
   */
  expected: number;
  /**
   * Came as planned.
   */
  matched: number;
  /**
   * Never came.
   */
  missing: number;
  /**
   * Came twice.
   */
  duplicated: number;
  /**
   * Came again after a reconnect.
   */
  redelivered: number;
  /**
   * Came behind a later change of their row; counted as matched too.
   */
  outOfOrder: number;
  /**
   * Came with other values than planned.
   */
  mismatched: number;
  /**
   * Were not planned.
   */
  unexpected: number;
  /**
   * Have the same image as another change of their row, so that none can be told to be missing.
   */
  indistinguishable: number;
  /**
   * Are contained in a snapshot's row that came later.
   */
  coalesced: number;
  /**
   * Were written before this run.
   */
  stale: number;
}
/**
 * A change with something to say of it.
 */
export interface CaptureExample {
  /**
   * Verdict.
   */
  kind: "missing" | "duplicated" | "outOfOrder" | "mismatched" | "unexpected" | "stale";
  /**
   * Lane; null where no planned change is known.
   */
  lane: number | null;
  /**
   * Number of the operation.
   */
  operation: number | null;
  /**
   * Event of the operation.
   */
  event: string | null;
  /**
   * Table.
   */
  table: string;
  /**
   * Key.
   */
  key: string[];
  /**
   * Kind of change.
   */
  op: string;
  /**
   * Values by column.
   */
  expected: {
    [k: string]: string | null;
  } | null;
  /**
   * Values by column.
   */
  actual: {
    [k: string]: string | null;
  } | null;
  /**
   * Columns that differ; null is NULL, a value that is not said is left out.
   *
   * Items: One column.
   */
  differences: {
    /**
     * Column.
     */
    column: string;
    /**
     * Planned.
     */
    expected?: string | null;
    /**
     * Captured.
     */
    actual?: string | null;
  }[];
  /**
   * Why there should be none.
   */
  reason: string | null;
}
/**
 * What one replica database made of the run: its rows when the stream was over. Changes are not counted.
 */
export interface TableCapture {
  /**
   * A replica database.
   */
  kind: "table";
  /**
   * What feeds the replica; null where the scenario does not say.
   */
  connector: {
    /**
     * As the scenario calls it.
     */
    label: string | null;
    /**
     * As the scenario says.
     */
    version: string | null;
  } | null;
  /**
   * clean (every row was there), findings (rows differ and nothing changed any more), void (worth nothing, such as after the loss of the replica), notDrained (rows were still changing).
   */
  status: "clean" | "findings" | "void" | "notDrained";
  /**
   * Why it is void.
   */
  voidReason: string | null;
  /**
   * Whose findings these are, as far as the reference tells.
   */
  attributedTo: "connector" | "server or harness" | null;
  /**
   * Rows of all tables on the replica at the last look.
   */
  rows: number;
  /**
   * Rows that there must be.
   */
  expectedRows: number;
  /**
   * Every row was as predicted; null where nobody could look.
   */
  matches: boolean | null;
  /**
   * How many differences there were at the last look.
   */
  differences: number;
  /**
   * From the end of the stream to the first look at which every row was as predicted, all tables in one snapshot; null where there was none.
   */
  convergedMs: number | null;
  /**
   * How much earlier it may have been: the time since the look before.
   */
  convergedUncertaintyMs: number | null;
  /**
   * How often all its rows were compared.
   */
  looks: number;
  /**
   * By table.
   */
  tables: {
    [k: string]: TableState;
  };
}
/**
 * A replication slot over the run.
 */
export interface Slot {
  /**
   * Made by the tool for this run.
   */
  own: boolean;
  /**
   * Output plugin; null for a physical slot.
   */
  plugin: string | null;
  /**
   * Somebody read it when it was last looked at.
   */
  activeLast: boolean;
  /**
   * reserved, extended, unreserved or lost.
   */
  walStatusLast: string | null;
  /**
   * Most log that the server kept for it.
   */
  retainedBytesMax: number | null;
  /**
   * Log kept when it was last looked at.
   */
  retainedBytesLast: number | null;
  /**
   * Furthest that its reader's confirmation lay behind.
   */
  confirmedBytesBehindMax: number | null;
  /**
   * Over time, in slices whose largest values are kept.
   *
   * Items: One slice.
   */
  series: {
    /**
     * Start, from the start of the run.
     */
    atMs: number;
    /**
     * Most in the slice.
     */
    retainedBytes: number | null;
    /**
     * Most in the slice.
     */
    confirmedBytesBehind: number | null;
  }[];
}
/**
 * Something that was done to a connector on purpose.
 */
export interface Fault {
  /**
   * Whose connector.
   */
  capture: string;
  /**
   * What was done.
   */
  action: "restart" | "kill";
  /**
   * When it was asked for, from the start of the stream; null where arrivals were counted instead.
   */
  plannedMs: number | null;
  /**
   * After how many further arrivals it was asked for; null or absent where a time was said.
   */
  plannedArrivals?: number | null;
  /**
   * When it began, from the start of the stream (negative: before it); null when that never came.
   */
  atMs: number | null;
  /**
   * Until it was ready again; null when it never was.
   */
  downMs: number | null;
  /**
   * Why it did not come back.
   */
  error: string | null;
}
/**
 * A check and what it found.
 */
export interface CheckResult {
  /**
   * Name.
   */
  name: string;
  /**
   * Who asks.
   */
  origin: "model" | "scenario";
  /**
   * Where it ran.
   */
  on: string;
  /**
   * The query.
   */
  sql: string;
  /**
   * Expected answer in words.
   */
  expected: string;
  /**
   * Answer in words; null when it could not be had.
   */
  actual: string | null;
  /**
   * The answer is as expected.
   */
  passed: boolean;
  /**
   * Why there is no answer.
   */
  error: string | null;
  /**
   * First offending rows.
   */
  rows: {
    [k: string]: string | null;
  }[];
}
/**
 * A threshold and its value.
 */
export interface ThresholdResult {
  /**
   * As written.
   */
  expression: string;
  /**
   * Value of each path in the expression.
   */
  actual: {
    [k: string]: number | string | boolean | null;
  };
  /**
   * True in this report.
   */
  passed: boolean;
  /**
   * Why it has no value, such as "not measured".
   */
  error: string | null;
}
