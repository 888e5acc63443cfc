import type { Position } from './captured-change.ts';

/** Position of a change in a slot's stream: commits come in order, changes in order within one. */
export interface CommitPosition {
  readonly commitLsn: number;
  readonly ordinal: number;
}

export function commitPosition(position: Position | undefined): CommitPosition | undefined {
  if (position?.commitLsn === undefined || position.ordinal === undefined) return undefined;
  return { commitLsn: position.commitLsn, ordinal: position.ordinal };
}

export function isAfter(a: CommitPosition, b: CommitPosition): boolean {
  return a.commitLsn > b.commitLsn || (a.commitLsn === b.commitLsn && a.ordinal > b.ordinal);
}
