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

/**
 * Tells what a source sends again from what it sends twice. After a reconnect it may go over what it sent before, once and in
 * order, until it comes to something new (design §6.5).
 */
export class Repeats {
  private mark: CommitPosition | undefined;
  private upTo: CommitPosition | undefined;
  private again: CommitPosition | undefined;
  /** Whether what comes now may have come before the source was lost. */
  isOpen = false;
  private isHeldOpen = false;

  /** @param upTo last position processed before the connection was lost, where the source has such */
  reconnected(upTo: CommitPosition | undefined): void {
    this.isOpen = true;
    this.upTo = upTo;
    this.again = undefined;
  }

  /** The source is started again: what still comes of its former life is new and does not end what will be repeated. */
  restarting(): void {
    this.reconnected(undefined);
    this.isHeldOpen = true;
  }

  restarted(): void {
    this.isHeldOpen = false;
  }

  /** Something new has come. */
  close(): void {
    this.isOpen = this.isHeldOpen;
  }

  /** Takes up a position; true where it lies behind the last new one. */
  isBehind(position: CommitPosition): boolean {
    if (this.mark !== undefined && !isAfter(position, this.mark)) return true;
    this.mark = position;
    return false;
  }

  kind(position: CommitPosition | undefined): 'redelivered' | 'duplicated' {
    if (!this.isOpen) return 'duplicated';
    if (position === undefined) return 'redelivered';
    const isWithin = this.upTo === undefined || !isAfter(position, this.upTo);
    if (!isWithin || (this.again !== undefined && !isAfter(position, this.again))) return 'duplicated';
    this.again = position;
    return 'redelivered';
  }
}

function isAfter(a: CommitPosition, b: CommitPosition): boolean {
  return a.commitLsn > b.commitLsn || (a.commitLsn === b.commitLsn && a.ordinal > b.ordinal);
}
