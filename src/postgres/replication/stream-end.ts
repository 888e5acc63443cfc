import { CannotRun } from '../../shared/errors.ts';
import type { ServerError } from './server-error.ts';

/** Why a stream ended. */
export type StreamEnd =
  | { readonly kind: 'closed' }
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'refused'; readonly error: ServerError }
  /** The reader threw. */
  | { readonly kind: 'failed'; readonly error: unknown };

/** Lost or ending connections, servers that start or are full, and a slot that an earlier walsender of ours still holds. */
const passing = /^(08|57P0|53)|^55006$/;

/** True where a new connection would not help. */
export function endsForGood(end: StreamEnd): boolean {
  if (end.kind === 'refused') return !passing.test(end.error.sqlState);
  return end.kind !== 'lost';
}

/** The end in words; what the reader threw stays what it is. */
export function endError(slotName: string, end: StreamEnd): Error {
  if (end.kind === 'failed' && end.error instanceof Error) return end.error;
  return new CannotRun(`the replication slot ${slotName} can no longer be read: ${reasonOf(end)}`);
}

function reasonOf(end: StreamEnd): string {
  if (end.kind === 'refused') return `${end.error.message} (${end.error.sqlState})`;
  if (end.kind === 'failed') return String(end.error);
  return end.kind === 'lost' ? end.reason : 'it was closed';
}
