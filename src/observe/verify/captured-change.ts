/**
 * A cell of a row image: canonical text (design §5.6), null for NULL, undefined where the source does not say the value, such as
 * an unchanged TOAST value or a column that a key-only image leaves out.
 */
export type Cell = string | null | undefined;

/** Where a change stands in the source's log. What decides that two changes are the same one. */
export interface Position {
  /** Transaction, low 32 bits, unsigned. */
  readonly xid: number;
  /** LSN of the change's record as the source gives it; whole, below 2^53. Rows of one COPY share it. */
  readonly lsn: number;
  /** LSN of the transaction's commit; only the reference knows it. */
  readonly commitLsn: number | undefined;
  /** Place of the change in its transaction, from 0, where the source counts them. */
  readonly ordinal: number | undefined;
}

/** One row change as a capture read it. */
export interface CapturedChange {
  /**
   * What it came through, where a source has several of which each keeps its own order: a topic's partition, a stream.
   * Undefined where there is one.
   */
  readonly channel?: string | undefined;
  readonly schema: string;
  readonly table: string;
  /** `read` is a row of a snapshot. */
  readonly op: 'insert' | 'update' | 'delete' | 'read';
  /** Names of the images' columns; the same array object for as long as the table's shape stays. */
  readonly columns: readonly string[];
  /** In the order of `columns`; undefined where the source sends no such image. */
  readonly before: readonly Cell[] | undefined;
  readonly after: readonly Cell[] | undefined;
  readonly position: Position | undefined;
  /** The server's commit time, microseconds since 1970 on the server's clock; undefined where the source does not say. */
  readonly committedAtUs: number | undefined;
  /** Arrival in this process, microseconds since 1970 on our monotonic clock (wall time at start + hrtime). */
  readonly receivedAtUs: number;
}
