/* Generated from schema/comparison.schema.json by `npm run generate`. Do not edit. */

/**
 * What two sets of runs of one workload have to say about each other. Times are milliseconds, sizes bytes; null where nothing was measured.
 */
export interface Comparison {
  /**
   * Version of this file format.
   */
  comparisonVersion: 1;
  /**
   * What made the comparison.
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
  };
  /**
   * When, UTC.
   */
  comparedAt: string;
  /**
   * passed; suspect (a primary metric is worse, but nothing proves that it is more than noise); failed (a regression).
   */
  verdict: "passed" | "suspect" | "failed";
  /**
   * Why it is not simply passed, most important first.
   */
  reasons: string[];
  /**
   * What is worth knowing before the numbers are believed.
   */
  warnings: string[];
  /**
   * What was run.
   */
  scenario: {
    /**
     * Name, as in the candidate.
     */
    name: string;
    /**
     * SHA-256 of everything that decides the plan; null where the runs differ in it.
     */
    workloadDigest: string | null;
  };
  /**
   * What was compared.
   */
  sides: {
    /**
     * What was there before.
     */
    base: Side;
    /**
     * What is to be judged.
     */
    candidate: Side;
  };
  /**
   * Which captures were held against each other.
   */
  captures: FacingCaptures[];
  /**
   * In what the runs differ, besides what they may differ in: connectors, captures, labels.
   */
  differences: RunDifference[];
  statistics: Statistics;
  /**
   * Everything that was compared, worst first.
   */
  metrics: Metric[];
  /**
   * Merged distributions, for percentile plots.
   */
  distributions: DistributionPair[];
  /**
   * Courses over time, for charts.
   */
  series: SeriesPair[];
  /**
   * Log that the server kept for replication slots over time, for charts.
   */
  retained: RetainedPair[];
}
/**
 * One side of the comparison: a set of runs that are taken as repetitions of each other.
 */
export interface Side {
  /**
   * What the side is called: as the user named it, else the label of its runs or connector, else its file.
   */
  name: string;
  /**
   * Label that all its runs have in common.
   */
  label: string | null;
  /**
   * Its runs, in the order given.
   */
  runs: ComparedRun[];
  /**
   * Connectors that delivered, one for each compared capture; versions as in the first run.
   */
  connectors: ComparedConnector[];
  /**
   * Version of PostgreSQL in the first run.
   */
  server: string | null;
  /**
   * Machine of the first run, in words.
   */
  host: string;
  /**
   * Length of the stream phase in the first run.
   */
  streamMs: number;
}
/**
 * One report of a side.
 */
export interface ComparedRun {
  /**
   * The report, as it was named.
   */
  file: string;
  /**
   * Start of the run, UTC.
   */
  startedAt: string;
  /**
   * What the user called the run.
   */
  label: string | null;
  /**
   * The run's own verdict. Incomplete runs are not compared.
   */
  verdict: "passed" | "failed";
  /**
   * The run's own reasons.
   */
  reasons: string[];
  /**
   * The machine, not the server, was the limit: its noisy metrics are not compared.
   */
  generatorLimited: boolean;
  /**
   * Operations committed.
   */
  committed: number;
}
/**
 * The connector behind a capture of a side.
 */
export interface ComparedConnector {
  /**
   * The capture.
   */
  capture: string;
  /**
   * As the scenario calls it.
   */
  label: string | null;
  /**
   * As its events say.
   */
  version: string | null;
}
/**
 * A capture of the base and the one of the candidate that it is held against.
 */
export interface FacingCaptures {
  /**
   * What the pair is called in metrics.
   */
  name: string;
  /**
   * Name of the capture in the base.
   */
  base: string;
  /**
   * Name of the capture in the candidate.
   */
  candidate: string;
  /**
   * A reference is the tool's own replication slot; a connector delivers change events; a table is a replica.
   */
  kind: "reference" | "connector" | "table";
}
/**
 * Something in which the runs differ although it may bear on the result.
 */
export interface RunDifference {
  /**
   * What differs.
   */
  what: string;
  /**
   * In the base.
   */
  base: string;
  /**
   * In the candidate.
   */
  candidate: string;
  /**
   * allowed: would have refused the comparison, but the user allows it. warning: may explain a difference of the noisy metrics.
   */
  weight: "allowed" | "warning";
}
/**
 * What can be concluded from so many runs.
 */
export interface Statistics {
  /**
   * Runs of each side.
   */
  runs: {
    /**
     * Of the base.
     */
    base: number;
    /**
     * Of the candidate.
     */
    candidate: number;
  };
  /**
   * Probability of a false regression that is accepted, over all primary metrics together.
   */
  alpha: number;
  /**
   * Tests of primary metrics, for which Holm adjusts.
   */
  primaryTests: number;
  /**
   * Smallest adjusted probability that so many runs and tests can give.
   */
  smallestP: number | null;
  /**
   * reachable: a regression of a noisy metric can be found. unreachable: too few runs, or too many primary metrics for them; such metrics are suspect at most.
   */
  significance: "reachable" | "unreachable";
  /**
   * The same in words.
   */
  says: string;
}
/**
 * One thing that is compared.
 */
export interface Metric {
  /**
   * Unique in this comparison: the name, and the pair of captures where it belongs to one.
   */
  id: string;
  /**
   * As in the scenario's compare key.
   */
  name: string;
  /**
   * For people.
   */
  label: string;
  /**
   * The pair of captures that it belongs to.
   */
  capture: string | null;
  /**
   * Where the values stand in the reports.
   */
  path: {
    /**
     * In the reports of the base.
     */
    base: string;
    /**
     * In the reports of the candidate.
     */
    candidate: string;
  };
  /**
   * Unit of the values; differences: places in which the final state differs; failed: 1 for a check that failed, else 0.
   */
  unit: "count" | "differences" | "failed" | "ms" | "bytes" | "perSecond";
  /**
   * exact: any worse value is a regression, from one run a side. noisy: judged by many runs.
   */
  kind: "exact" | "noisy";
  /**
   * Counts for the verdict: exact metrics (but duplicates where at-least-once is asked for) and the primary ones of the noisy. Others are shown and never fail.
   */
  decides: boolean;
  /**
   * Which way is good.
   */
  betterWhen: "lower" | "higher";
  /**
   * In the base.
   */
  base: SideValues;
  /**
   * In the candidate.
   */
  candidate: SideValues;
  /**
   * Value of the candidate less that of the base; null where one of them was not measured.
   */
  difference: {
    /**
     * In the metric's unit.
     */
    absolute: number | null;
    /**
     * As a fraction of the base's value; null where that is 0.
     */
    relative: number | null;
  };
  /**
   * Noisy metrics: differences up to this fraction of the base count as none.
   */
  tolerance: number | null;
  /**
   * Noisy metrics: differences up to this, in the metric's unit, count as none.
   */
  floor: number | null;
  /**
   * Noisy metrics with enough runs: exact one-sided Mann-Whitney probability of values at least this bad where both sides are alike.
   */
  p: number | null;
  /**
   * The same, adjusted by Holm over all tests of primary metrics.
   */
  pAdjusted: number | null;
  /**
   * By how much the sides differ; null where a value was not measured.
   */
  effect: Effect | null;
  /**
   * same; better; regression (worse, for certain or significantly); suspect (worse, but nothing proves that it is more than noise); notMeasured; notComparable.
   */
  outcome: "same" | "better" | "regression" | "suspect" | "notMeasured" | "notComparable";
  /**
   * The outcome in words.
   */
  why: string;
}
/**
 * A metric on one side.
 */
export interface SideValues {
  /**
   * The side's value: of counts the worst run, of percentiles that of the merged histograms, else the median of the runs. Null where nothing was measured.
   */
  value: number | null;
  /**
   * The value of each run, in the order of the side's runs.
   */
  runs: (number | null)[];
}
/**
 * Hodges-Lehmann: the median of all differences of a run of the candidate and a run of the base.
 */
export interface Effect {
  /**
   * In the metric's unit; positive where the candidate's values are larger.
   */
  absolute: number;
  /**
   * Absolute, as a fraction of the median of the base's runs; null where that is 0.
   */
  relative: number | null;
  /**
   * Lower end of its interval, in the metric's unit.
   */
  low: number;
  /**
   * Upper end of its interval, in the metric's unit.
   */
  high: number;
  /**
   * Confidence of the interval, exact for values without ties: at least 0.95 where the numbers of runs allow that.
   */
  confidence: number;
}
/**
 * A distribution on both sides.
 */
export interface DistributionPair {
  /**
   * latency: of operations, from the due time to the answer. lag: of changes, from the commit to the arrival.
   */
  name: "latency" | "lag";
  /**
   * The pair of captures; null for the stream.
   */
  capture: string | null;
  /**
   * All runs of the base.
   */
  base: MergedPercentiles;
  /**
   * All runs of the candidate.
   */
  candidate: MergedPercentiles;
}
/**
 * Distribution of a time in milliseconds over all runs of a side: their histograms added, never their percentiles averaged. A percentile that reaches into changes that never came is null.
 */
export interface MergedPercentiles {
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
 * The course of all runs of both sides.
 */
export interface SeriesPair {
  /**
   * latency: operations committed and their latency. lag: changes arrived and their lag.
   */
  name: "latency" | "lag";
  /**
   * The pair of captures; null for the stream.
   */
  capture: string | null;
  /**
   * Each run of the base.
   */
  base: RunSeries[];
  /**
   * Each run of the candidate.
   */
  candidate: RunSeries[];
}
/**
 * One run over time.
 */
export interface RunSeries {
  /**
   * Which of the side's runs, from 0.
   */
  run: number;
  /**
   * Slices of equal length.
   */
  slices: ComparedSlice[];
}
/**
 * A slice of time of one run.
 */
export interface ComparedSlice {
  /**
   * Start, from the start of the stream.
   */
  atMs: number;
  /**
   * Length.
   */
  durationMs: number;
  /**
   * Operations committed, or changes arrived, a second.
   */
  perSecond: number;
  /**
   * Median in milliseconds.
   */
  p50: number | null;
  /**
   * 99th percentile in milliseconds.
   */
  p99: number | null;
}
/**
 * What was kept for a slot in all runs of both sides.
 */
export interface RetainedPair {
  /**
   * The slot, as its metric calls it.
   */
  slot: string;
  /**
   * Each run of the base.
   */
  base: RunLooks[];
  /**
   * Each run of the candidate.
   */
  candidate: RunLooks[];
}
/**
 * The looks of one run at a slot.
 */
export interface RunLooks {
  /**
   * Which of the side's runs, from 0.
   */
  run: number;
  /**
   * In the order of time.
   */
  looks: SlotLook[];
}
/**
 * A look at a slot.
 */
export interface SlotLook {
  /**
   * When, from the start of the stream; before it negative.
   */
  atMs: number;
  /**
   * Log that the server kept for the slot; null where it did not say.
   */
  bytes: number | null;
}
