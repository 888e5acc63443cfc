/* Generated from schema/scenario.schema.json by `npm run generate`. Do not edit. */

export type StreamLength = string;
export type Duration = string;
export type Rate = string;
export type Tolerance = string;

/**
 * One experiment: which workload, at what pace, into which database, and what must hold afterwards.
 */
export interface ScenarioFile {
  /**
   * Version of this file format.
   */
  version: 1;
  /**
   * Another scenario file, relative to this one, that this one changes: maps merge, everything else replaces.
   */
  extends?: string;
  /**
   * Name of the experiment: lower-case words joined by hyphens. Report files begin with it.
   */
  name: string;
  /**
   * What the scenario is for.
   */
  description?: string;
  /**
   * A bundled model (hospital, shop), or the path of a model file relative to this file.
   */
  model: string;
  /**
   * The one root of every random decision: a whole number below 2^53, or any quoted text.
   */
  randomSeed: number | string;
  /**
   * "Now" of the seeded rows and start of the planned time, in UTC and whole seconds. Never the time of day it is run.
   */
  referenceTime?: string;
  /**
   * Where to write. Left out: an embedded PostgreSQL that lives as long as the run.
   */
  database?: {
    /**
     * Connection URL of a given server, as libpq reads it: host or socket folder, sslmode, sslrootcert and so on. Environment variables choose the target only where they are named here.
     */
    url?: string;
    /**
     * Connection URL for slots and captures, where it is another one: past a pooler, for example.
     */
    replicationUrl?: string;
    /**
     * What to do with tables that are there: create them, empty them, or leave them. Left out: truncate where the tool's own unchanged tables stand, else create.
     */
    prepare?: "create" | "truncate" | "keep";
    /**
     * Value of synchronous_commit in every session of the run.
     */
    synchronousCommit?: "on" | "off" | "local" | "remote_write" | "remote_apply";
    /**
     * PostgreSQL schema in which the model's tables live; made when it is absent. Jobs that share a database take one each.
     */
    schema?: string;
  };
  /**
   * The bulk load before the stream.
   */
  seedPhase?: {
    /**
     * Rows of a table before the stream; tables left out keep the volume of the model.
     */
    volumes?: {
      [k: string]: number;
    };
    /**
     * Factor on the volumes, rounded up. Tables that the model marks `scale: fixed` keep theirs.
     */
    scale?: number;
  };
  /**
   * The timed inserts, updates and deletes.
   */
  streamPhase: {
    /**
     * How long operations become due. With an interval, rate or stages this makes a finite plan. `until-stopped`: until SIGINT or SIGTERM, which is then the normal end.
     */
    duration?: StreamLength;
    /**
     * How many operations there are, instead of (or, with an interval of 0, beside) a duration.
     */
    operations?: number;
    /**
     * Time between two operations of the whole run, however many lanes; 0ms means as fast as possible.
     */
    interval?: Duration;
    /**
     * Operations over time of the whole run, instead of an interval.
     */
    rate?: Rate;
    /**
     * Stretches with rates of their own, one after the other, instead of an interval.
     *
     * @minItems 1
     * @maxItems 1000
     */
    stages?: StageFile[];
    /**
     * Each due time moves by 0 to this much; at most lanes x interval. Left out where the interval is 0.
     */
    jitter?: Duration;
    /**
     * Independent, ordered sequences of operations. Part of the workload: another number is another plan.
     */
    lanes?: number;
    /**
     * Database connections that serve the lanes; at most one a lane. Not part of the workload. Left out: one a lane, at most 16.
     */
    connections?: number;
    /**
     * Operations in flight on one connection.
     */
    pipeline?: number;
    /**
     * How long operations that became due may still be finished after the duration is over.
     */
    grace?: Duration;
    /**
     * An operation without an answer for this long counts as lost with its connection.
     */
    operationTimeout?: Duration;
    /**
     * Weights of the events of the model; events left out do not occur. Left out as a whole: the weights of the model.
     */
    events?: Weights;
  };
  /**
   * Questions in SQL with an expected answer, beside those of the model.
   *
   * @maxItems 1000
   */
  checks?: CheckFile[];
  /**
   * Expressions over the report that must be true, in its units (ms, bytes). A number that was not measured fails.
   *
   * @maxItems 1000
   */
  thresholds?: string[];
  /**
   * Where the change events of connectors are read, to be held against the plan; left out: none.
   *
   * @maxItems 16
   */
  captures?: CaptureFile[];
  /**
   * How long captures may take to deliver what is left when the stream is over.
   */
  drain?: {
    /**
     * After everything has come, this long nothing more may come: default 2s, and 10s where connector.start has faults.
     */
    quiet?: Duration;
    /**
     * After this long without a new change, what is left counts as missing: default 10s, and 60s where a connector has a start: it may take that long to deliver its first change, or to have its slot again; half of `max` where that is shorter.
     */
    idle?: Duration;
    /**
     * Never longer than this, even while changes still come: default 5m.
     */
    max?: Duration;
  };
  /**
   * Limits that protect the server.
   */
  guard?: {
    /**
     * The tool drops its own replication slot, and the capture is void, when it holds back more of the server's log than this: default 2GiB.
     */
    maxRetainedWal?: string;
  };
  /**
   * How `alimentador compare` judges the noisy metrics of two sets of runs; what is exact (missing changes, failed checks) needs no setting. No part of the workload.
   */
  compare?: CompareFile;
  /**
   * What is known beforehand of what the scenario makes. `run`, `validate` and `plan` stop where it is not so, before anything is written (`plan --limit` does not look, the single steps such as `stream` neither). No part of the workload.
   */
  expect?: {
    /**
     * SHA-256 of the whole plan, as `alimentador plan FILE --digest` prints it: a version of the tool, of faker or of the model that makes another workload of this scenario is seen. Needs a plan that has an end.
     */
    planDigest?: string;
  };
}
/**
 * One stretch of the schedule.
 */
export interface StageFile {
  /**
   * How long the stage lasts.
   */
  for: Duration;
  /**
   * Operations over time in this stage: one rate, or a straight line between two.
   */
  rate:
    | Rate
    | {
        /**
         * Rate at the beginning.
         */
        from: Rate;
        /**
         * Rate at the end.
         */
        to: Rate;
      };
}
export interface Weights {
  [k: string]: number;
}
/**
 * A question in SQL with an expected answer. It runs read-only with a time limit.
 */
export interface CheckFile {
  /**
   * What is checked, in words; it must be unique.
   */
  name: string;
  /**
   * A query for offending rows: no row means passed. Up to 20 rows are kept in the report.
   */
  noRows?: string;
  /**
   * A query for one value, compared by `is`.
   */
  value?: string;
  /**
   * A comparison with the value: an operator and a number or a quoted text.
   */
  is?: string;
  /**
   * Where it runs: source, replica (the one capture of kind table), or the name of such a capture; default source alone.
   *
   * @minItems 1
   */
  on?: string[];
}
/**
 * One capture.
 */
export interface CaptureFile {
  /**
   * Its name in reports and thresholds.
   */
  name: string;
  /**
   * slot: a replication slot that the tool reads itself, the reference for other captures. http, redis, nats, kafka: where a Debezium connector delivers. table: a replica database.
   */
  kind: "slot" | "http" | "redis" | "nats" | "kafka" | "table";
  /**
   * Publication to read through; left out: one that covers the model's tables, else one of the tool's own.
   */
  publication?: string;
  /**
   * How the seeded rows come: as changes, as reads of a snapshot, as either, or not at all; default changes.
   */
  seeded?: "changes" | "snapshot" | "either" | "none";
  /**
   * at-least-once: what comes twice is counted and is no finding; default exactly-once.
   */
  delivery?: "exactly-once" | "at-least-once";
  /**
   * Columns that the source's own settings leave out, as table.column.
   */
  ignoresColumns?: string[];
  /**
   * The Debezium connector that delivers here; of a table: label and version of what feeds it.
   */
  connector?: ConnectorFile;
  /**
   * http: address to listen at; default 127.0.0.1 and a free port, which a started connector finds in SINK_URL.
   */
  listen?: string;
  /**
   * redis, nats: address of the server, without a password. table: the replica's database, as of database.url.
   */
  url?: string;
  /**
   * table: PostgreSQL schema of the replica's tables; default that of the run's own.
   */
  schema?: string;
  /**
   * redis: the sink's message.format; default extended.
   */
  format?: "extended" | "compact";
  /**
   * nats: the JetStream stream; default DebeziumStream.
   */
  stream?: string;
  /**
   * nats: one filter; default all of the stream.
   */
  subject?: string;
  /**
   * kafka: some brokers, host:port joined by commas.
   */
  bootstrap?: string;
  /**
   * redis, kafka: how topics (streams) are named; default {prefix}.{schema}.{table}.
   */
  topics?: string;
  /**
   * How to be let in by a broker.
   */
  security?: SecurityFile;
}
/**
 * The Debezium connector that delivers here.
 */
export interface ConnectorFile {
  /**
   * Its own configuration, from which encodings are read: .json of Kafka Connect or .properties of Debezium Server; relative to the scenario. Left out: rest is asked.
   */
  config?: string;
  /**
   * Where Kafka Connect says how the connector is: a FAILED task ends the wait for it, or makes the capture void, with its trace.
   */
  rest?: ConnectorRestFile;
  /**
   * What to call it in reports.
   */
  label?: string;
  /**
   * Its version; the end may be left out. Events that name another fail the run.
   */
  version?: string;
  /**
   * How to start it; left out: somebody else does.
   */
  start?: ConnectorStartFile;
}
/**
 * A connector in Kafka Connect, by the worker's REST interface.
 */
export interface ConnectorRestFile {
  /**
   * Address of the worker, without a password.
   */
  url: string;
  /**
   * Of the connector.
   */
  name: string;
}
/**
 * How to start the connector; left out: somebody else starts it.
 */
export interface ConnectorStartFile {
  /**
   * Program and arguments, as a list or as one text; no shell reads it. It finds the database in PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, and a folder for its offsets in ALIMENTADOR_CONNECTOR_FOLDER.
   */
  command: string | string[];
  /**
   * Folder to start it in; default the scenario's.
   */
  cwd?: string;
  /**
   * More environment variables.
   */
  env?: {
    [k: string]: string;
  };
  /**
   * When it is ready: exactly one of url, output and slot.
   */
  ready: {
    /**
     * Answers with 200.
     */
    url?: string;
    /**
     * A line of its output matches this regular expression.
     */
    output?: string;
    /**
     * This replication slot has a reader.
     */
    slot?: string;
    /**
     * How long it may take; default 60s.
     */
    within?: Duration;
  };
  /**
   * From SIGTERM to SIGKILL at the end; default 20s.
   */
  stopWithin?: Duration;
  /**
   * What is done to it on purpose: either all at times of the stream, or all after arrivals.
   *
   * Items: One fault: at a time, or after arrivals.
   */
  faults?: {
    /**
     * So many further changes have arrived at the capture for the first time since the fault before was over, or since it was opened; seeded rows count too.
     */
    arrived?: number;
    /**
     * Time since the stream began.
     */
    at?: Duration;
    /**
     * restart (SIGTERM) or kill (SIGKILL), and start again.
     */
    do: "restart" | "kill";
  }[];
}
/**
 * How to be let in by a broker. Secrets are named by their files.
 */
export interface SecurityFile {
  /**
   * kafka: default PLAINTEXT.
   */
  protocol?: "PLAINTEXT" | "SSL" | "SASL_PLAINTEXT" | "SASL_SSL";
  /**
   * kafka: default PLAIN.
   */
  mechanism?: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
  /**
   * User.
   */
  username?: string;
  /**
   * File with the password; relative to the scenario.
   */
  passwordFile?: string;
  /**
   * PEM of the authorities to trust.
   */
  caFile?: string;
  /**
   * PEM of this client's certificate.
   */
  certFile?: string;
  /**
   * PEM of this client's key.
   */
  keyFile?: string;
}
/**
 * How noisy metrics are judged.
 */
export interface CompareFile {
  /**
   * The metrics that decide, at most twelve; others are shown and never fail. More of them need more runs: with three, a regression can be found from four runs a side, with up to twelve from five. Default: throughput, latency.p99, lag.p99.
   *
   * @minItems 1
   * @maxItems 12
   */
  primary?: (
    | "throughput"
    | "latency.p50"
    | "latency.p95"
    | "latency.p99"
    | "lag.p50"
    | "lag.p95"
    | "lag.p99"
    | "drain"
    | "retainedWal"
    | "converged"
  )[];
  /**
   * Differences up to this fraction of the base count as none.
   */
  tolerance?: {
    /**
     * Of operations committed a second: default 5%.
     */
    throughput?: Tolerance;
    /**
     * Of latencies of operations: default 10%.
     */
    latency?: Tolerance;
    /**
     * Of lags of changes: default 10%.
     */
    lag?: Tolerance;
    /**
     * Of the time that captures take behind the end of the stream: default 20%.
     */
    drain?: Tolerance;
    /**
     * Of the log that the server keeps for slots: default 20%.
     */
    retainedWal?: Tolerance;
    /**
     * Of the time that a replica takes behind the end of the stream: default 20%.
     */
    converged?: Tolerance;
  };
  /**
   * Differences up to this count as none, whatever fraction they are.
   */
  floor?: {
    /**
     * Of operations committed a second: default 0/s.
     */
    throughput?: Rate;
    /**
     * Of latencies of operations: default 1ms.
     */
    latency?: Duration;
    /**
     * Of lags of changes: default 5ms.
     */
    lag?: Duration;
    /**
     * Of the time that captures take behind the end of the stream: default 1s.
     */
    drain?: Duration;
    /**
     * Of the log that the server keeps for slots: default 16MiB.
     */
    retainedWal?: string;
    /**
     * Of the time that a replica takes behind the end of the stream: default 1s.
     */
    converged?: Duration;
  };
}
