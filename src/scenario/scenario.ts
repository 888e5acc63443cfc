import type { ConnectorStart } from './connector/connector-start.ts';
import type { Fraction } from '../shared/fraction.ts';

/** How operations are spread over time, as a scenario says it. Microseconds. */
export type Pace =
  | { readonly kind: 'closedLoop' }
  | { readonly kind: 'interval'; readonly us: number }
  | { readonly kind: 'rate'; readonly perSecond: Fraction }
  | { readonly kind: 'stages'; readonly stages: readonly Stage[] };

/** A stretch in which the rate (operations a second) goes in a straight line from one value to another. */
export interface Stage {
  readonly durationUs: number;
  readonly from: Fraction;
  readonly to: Fraction;
}

/** A scenario with every default filled in and every text turned into numbers. Nothing downstream applies a default. */
export interface Scenario {
  readonly name: string;
  /** As the user named it. */
  readonly file: string;
  /** What the command line put in place of the file, as it was written. */
  readonly overrides: readonly string[];
  readonly randomSeed: number | string;
  readonly referenceSeconds: number;
  readonly database: {
    readonly url: string | undefined;
    /** For slots and captures; undefined: the same. */
    readonly replicationUrl: string | undefined;
    readonly prepare: 'create' | 'truncate' | 'keep' | undefined;
    readonly synchronousCommit: string;
    /** PostgreSQL schema of the model's tables. */
    readonly schema: string;
  };
  /** Rows of the seed phase by table index. */
  readonly volumes: readonly number[];
  readonly streamPhase: {
    readonly pace: Pace;
    readonly durationUs: number | undefined;
    /** SIGINT or SIGTERM is the normal end. */
    readonly untilStopped: boolean;
    readonly operations: number | undefined;
    readonly jitterUs: number;
    readonly lanes: number;
    readonly connections: number;
    readonly pipeline: number;
    readonly graceUs: number;
    readonly operationTimeoutUs: number;
    /** Weights by event index. */
    readonly weights: readonly number[];
  };
  readonly captures: readonly CaptureDeclaration[];
  /** How long captures may take for what is left, when the stream is over. */
  readonly drain: { readonly quietUs: number; readonly idleUs: number; readonly maxUs: number };
  readonly maxRetainedBytes: number;
  /** SHA-256 that the whole plan must have; undefined: any. */
  readonly expectedPlanDigest: string | undefined;
  readonly checks: readonly Check[];
  readonly thresholds: readonly string[];
  /** For reports: the file's keys with defaults, secrets left out. */
  readonly resolved: Readonly<Record<string, unknown>>;
}

/** Where the change events of the run are read. */
export type CaptureDeclaration = EventCaptureDeclaration | TableCaptureDeclaration;
export type EventCaptureDeclaration = SlotCapture | ConnectorCapture;

interface AnyCapture {
  readonly name: string;
  readonly seeded: 'changes' | 'snapshot' | 'either' | 'none';
  readonly delivery: 'exactly-once' | 'at-least-once';
  /** As `table.column`. */
  readonly ignoresColumns: readonly string[];
}

/** A replication slot that the tool reads itself. */
export interface SlotCapture extends AnyCapture {
  readonly kind: 'slot';
  /** Undefined: one that covers the tables is found or made. */
  readonly publication: string | undefined;
}

/** Where a Debezium connector delivers. */
export interface ConnectorCapture extends AnyCapture {
  readonly kind: Delivery['kind'];
  readonly delivers: Delivery;
  readonly connector: {
    readonly label: string | undefined;
    readonly version: string | undefined;
    /** Path of its own configuration; undefined where `rest` has it. */
    readonly config: string | undefined;
    /** Where Kafka Connect says how it is. */
    readonly rest: { readonly url: string; readonly name: string } | undefined;
    readonly start: ConnectorStart | undefined;
  };
}

/** A replica database. */
export interface TableCaptureDeclaration {
  readonly name: string;
  readonly kind: 'table';
  /** May hold a password: never shown. */
  readonly url: string;
  /** PostgreSQL schema of its tables. */
  readonly schema: string;
  /** What feeds it. */
  readonly connector: { readonly label: string | undefined; readonly version: string | undefined };
}

/** A broker, or a door of our own. Plain data: it crosses to another thread. */
export type Delivery =
  | { readonly kind: 'http'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'redis';
      readonly url: string;
      readonly format: 'extended' | 'compact';
      readonly topics: string;
      readonly security: Security;
    }
  | {
      readonly kind: 'nats';
      readonly url: string;
      readonly stream: string;
      readonly subject: string | undefined;
      readonly security: Security;
    }
  | {
      readonly kind: 'kafka';
      readonly brokers: readonly string[];
      readonly topics: string;
      readonly security: Security;
    };

/** How to be let in; paths of files, never secrets. */
export interface Security {
  readonly protocol?: 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';
  readonly mechanism?: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username?: string;
  readonly passwordFile?: string;
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

/** A question in SQL with its expected answer. */
export type Check = {
  readonly name: string;
  readonly origin: 'model' | 'scenario';
  /** `source`, and names of captures of kind table. */
  readonly on: readonly string[];
  readonly sql: string;
} & (
  | { readonly expect: 'noRows' }
  /** A comparison with the value, such as `> 4000`. */
  | { readonly expect: 'value'; readonly is: string }
);
