import type { Percentiles } from '../../report/report.generated.ts';
import type { LagSlice } from './lag-series.ts';

/** What is counted of a capture's changes, in all and for each table. */
export const countedKinds = [
  'matched',
  'duplicated',
  'redelivered',
  'outOfOrder',
  'mismatched',
  'unexpected',
  'indistinguishable',
  'coalesced',
  'stale',
] as const;

export type CountedKind = (typeof countedKinds)[number];

/** Kinds of which examples are kept. */
export type FindingKind =
  Exclude<CountedKind, 'matched' | 'indistinguishable' | 'coalesced' | 'redelivered'> | 'missing';

/** expected = matched + coalesced + mismatched + missing. */
export type TableCounts = Record<CountedKind | 'expected' | 'missing', number>;

/** A column that is not as planned; `before.` stands before the name where it is the image before the change. */
export interface Difference {
  readonly column: string;
  /** Undefined: no value is said. */
  readonly expected: string | null | undefined;
  readonly actual: string | null | undefined;
}

/** Values by column name; columns that are not said are left out. */
export type NamedValues = Readonly<Record<string, string | null>>;

export interface Example {
  readonly kind: FindingKind;
  /** Lane, global operation number and event of the planned change; null where none is known, or for the seed phase. */
  readonly lane: number | null;
  readonly operation: number | null;
  readonly event: string | null;
  readonly table: string;
  readonly key: readonly string[];
  readonly op: string;
  readonly expected: NamedValues | null;
  readonly actual: NamedValues | null;
  readonly differences: readonly Difference[];
  /** Why it is none that there should be, such as the SQLSTATE of a rejected operation. */
  readonly reason: string | null;
}

export interface LagResult extends Percentiles {
  /** Changes that never came; a percentile that reaches into them is null. */
  readonly censored: number;
  /** Lags below zero by more than the clocks' uncertainty. */
  readonly negative: number;
}

export interface CaptureResult extends TableCounts {
  readonly status: 'clean' | 'findings' | 'void' | 'notDrained';
  /** Why a capture is void. */
  readonly voidReason: string | null;
  /** Whose findings these are, as far as the reference can tell; null where there are none, or it cannot. */
  readonly attributedTo: 'connector' | 'server or harness' | null;
  readonly foreign: number;
  readonly undecodable: number;
  readonly lagMs: LagResult;
  /** From the end of the stream to the last change that came for the first time. */
  readonly drainMs: number | null;
  readonly byTable: Readonly<Record<string, TableCounts>>;
  readonly examples: readonly Example[];
  readonly series: readonly LagSlice[];
}
