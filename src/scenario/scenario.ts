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
  readonly checks: readonly Check[];
  readonly thresholds: readonly string[];
  /** For reports: the file's keys with defaults, secrets left out. */
  readonly resolved: Readonly<Record<string, unknown>>;
}

/** Where the change events of the run are read. */
export interface CaptureDeclaration {
  readonly name: string;
  readonly kind: 'slot';
  /** Undefined: one that covers the tables is found or made. */
  readonly publication: string | undefined;
  readonly seeded: 'changes' | 'none';
  readonly delivery: 'exactly-once' | 'at-least-once';
}

/** A question in SQL with its expected answer. */
export type Check = { readonly name: string; readonly origin: 'model' | 'scenario'; readonly sql: string } & (
  | { readonly expect: 'noRows' }
  /** A comparison with the value, such as `> 4000`. */
  | { readonly expect: 'value'; readonly is: string }
);
