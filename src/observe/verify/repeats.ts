import { isAfter, type CommitPosition } from './commit-position.ts';

/** Of a change that came before. */
export type RepeatKind = 'redelivered' | 'duplicated';

/** A change of a row in a channel, and where it stands in the log. */
interface RowChange {
  readonly channel: string | undefined;
  readonly row: number;
  /** Undefined where the source does not say. */
  readonly lsn: number | undefined;
}

/** Rows of which it is remembered how far they have come since a restart; one that is forgotten counts as not come. */
const rowsMax = 100_000;

/**
 * Tells what a source sends again from what it sends twice. After a reconnect it may go over what it sent before, once and in
 * order, until it comes to something new (design §6.5). Each channel (a topic's partition, a stream) comes to that apart.
 */
export class Repeats {
  private mark: CommitPosition | undefined;
  private upTo: CommitPosition | undefined;
  private again: CommitPosition | undefined;
  /** Reconnects and restarts so far. */
  private times = 0;
  /** Of each channel: the last time after which it has come to something new. */
  private readonly newSince = new Map<string | undefined, number>();
  /** Of each channel: highest LSN that came. */
  private readonly highestLsn = new Map<string | undefined, number>();
  private isHeldOpen = false;
  /** By row: LSN of the last change that came since the last time; the row that came longest ago stands first. */
  private readonly lastLsn = new Map<number, number>();

  /** @param upTo last position processed before the connection was lost, where the source has such */
  reconnected(upTo: CommitPosition | undefined): void {
    this.times += 1;
    this.upTo = upTo;
    this.again = undefined;
    this.lastLsn.clear();
  }

  /** The source is started again: what still comes of its former life is new and does not end what will be repeated. */
  restarting(): void {
    this.reconnected(undefined);
    this.isHeldOpen = true;
  }

  restarted(): void {
    this.isHeldOpen = false;
  }

  /** Whether what comes now may have come before the source was lost. */
  isOpen(channel: string | undefined): boolean {
    return this.times > 0 && (this.isHeldOpen || this.newSince.get(channel) !== this.times);
  }

  /**
   * A change has come for the first time. It ends what is repeated in its channel, unless it lies in what has been passed
   * already: then it was lost before the restart and stands among the repeats. Those of transactions that overlap may lie
   * there too, so that the end is seen a few changes late.
   */
  close(channel: string | undefined, lsn?: number): void {
    if (lsn !== undefined && !this.takeUpLsn(channel, lsn)) return;
    if (!this.isHeldOpen && this.isOpen(channel)) this.newSince.set(channel, this.times);
  }

  /** Takes up the LSN of a change that has come, if only to be judged later; true where none so high had come. */
  takeUpLsn(channel: string | undefined, lsn: number): boolean {
    if (lsn <= (this.highestLsn.get(channel) ?? -1)) return false;
    this.highestLsn.set(channel, lsn);
    return true;
  }

  /** Takes up a position; true where it lies behind the last new one. */
  isBehind(position: CommitPosition): boolean {
    if (this.mark !== undefined && !isAfter(position, this.mark)) return true;
    this.mark = position;
    return false;
  }

  /** What a change of a slot is if it came before. */
  kindAt(position: CommitPosition | undefined): RepeatKind {
    if (!this.isOpen(undefined)) return 'duplicated';
    if (position === undefined) return 'redelivered';
    const isWithin = this.upTo === undefined || !isAfter(position, this.upTo);
    if (!isWithin || (this.again !== undefined && !isAfter(position, this.again))) return 'duplicated';
    this.again = position;
    return 'redelivered';
  }

  /**
   * What a change of a connector is if it came before. Takes it up: a restart repeats a row's changes in the order in which
   * they were written, so one that goes back is no longer what that restart explains.
   */
  kindOf({ channel, row, lsn }: RowChange): RepeatKind {
    if (!this.isOpen(channel)) return 'duplicated';
    if (lsn === undefined || this.isHeldOpen) return 'redelivered';
    const last = this.lastLsn.get(row);
    if (last !== undefined && lsn <= last) return 'duplicated';
    this.lastLsn.delete(row);
    this.lastLsn.set(row, lsn);
    if (this.lastLsn.size > rowsMax) {
      const [oldest] = this.lastLsn.keys();
      this.lastLsn.delete(oldest!);
    }
    return 'redelivered';
  }
}
