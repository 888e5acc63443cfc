import type { CapturedChange } from '../../observe/verify/captured-change.ts';

/** What a message of Debezium's PostgreSQL connector says. */
export type DecodedMessage =
  | DecodedChange
  /** A change of a table that was not asked for. */
  | { readonly kind: 'foreign'; readonly schema: string; readonly table: string }
  | { readonly kind: 'truncate'; readonly schema: string; readonly table: string; readonly committedAtUs: number }
  /** What `pg_logical_emit_message` sent. */
  | { readonly kind: 'message'; readonly prefix: string }
  | { readonly kind: 'transaction'; readonly status: 'BEGIN' | 'END'; readonly id: string }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'tombstone' }
  /** No event that can be read; `line` says why in one line. */
  | { readonly kind: 'undecodable'; readonly line: string };

/** A row change. */
export interface DecodedChange {
  /**
   * `keyLeft` is the first half of an update that changed the key: a delete of the old key, which a `change` of kind update
   * with the old key as its before image follows.
   */
  readonly kind: 'change' | 'keyLeft';
  readonly change: CapturedChange;
  /** What the commit time is floored to: 1, or 1,000 before Debezium 2.6. */
  readonly resolutionUs: 1 | 1_000;
  /** The connector's own version. */
  readonly version: string;
}
