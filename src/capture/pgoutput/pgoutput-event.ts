import type { CapturedChange } from '../../observe/verify/captured-change.ts';

/** A transaction has been told whole. Once its changes are dealt with, `endLsn` may be confirmed to the server. */
export interface Commit {
  readonly xid: number;
  readonly commitLsn: number;
  /** Where the log goes on behind the commit record. */
  readonly endLsn: number;
  readonly committedAtUs: number;
  /** Row changes that the transaction had in the publication. */
  readonly changes: number;
}

/** A TRUNCATE; it has no rows, and no ordinal. */
export interface Truncate {
  readonly tables: readonly { readonly schema: string; readonly table: string }[];
  readonly cascade: boolean;
  readonly restartIdentity: boolean;
  readonly xid: number;
  readonly lsn: number;
  readonly commitLsn: number;
  readonly committedAtUs: number;
}

/** What `pg_logical_emit_message` sent. */
export interface LogicalMessage {
  readonly prefix: string;
  readonly content: Buffer;
  readonly lsn: number;
  /** Undefined for a message outside of transactions. */
  readonly xid: number | undefined;
}

/** What a replication slot tells. */
export type PgoutputEvent =
  | { readonly kind: 'change'; readonly change: CapturedChange }
  | { readonly kind: 'truncate'; readonly truncate: Truncate }
  | { readonly kind: 'message'; readonly message: LogicalMessage }
  | { readonly kind: 'commit'; readonly commit: Commit };
