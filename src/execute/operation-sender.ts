import type { Operation } from '../plan/operation.ts';

/** What became of one operation that was sent (design §5.3). */
export type Outcome =
  | { readonly kind: 'committed'; /** Rows that each statement touched. */ readonly rowCounts: readonly number[] }
  | { readonly kind: 'rejected'; readonly sqlState: string; readonly message: string }
  /** The connection was lost, or the deadline passed, before the answer: it may have been committed or not. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** One connection that executes operations in the order in which they are sent, several at a time. */
export interface OperationSender {
  /** Queues all messages of an operation at once; `done` is called exactly once. */
  send(operation: Operation, done: (outcome: Outcome) => void): void;
  /** Drops the connection: everything unanswered becomes unknown. */
  abandon(reason: string): void;
  /** Ends the connection in order. */
  close(): Promise<void>;
}
