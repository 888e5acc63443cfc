/* Generated from schema/report.schema.json by `npm run generate`. Do not edit. */

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
