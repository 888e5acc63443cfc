import type { JudgingTime } from './judging-time.ts';
import { KeptMessages, type TakeMessage } from './kept-messages.ts';

/** So long nothing else is done: what comes meanwhile would be noticed late. */
const sliceMessages = 32;
const lookAgainMs = 20;
/** A stream of days must not fill the disk. */
const bytesMax = 2 ** 28;

export interface BacklogOptions {
  readonly time: JudgingTime;
  readonly judge: TakeMessage;
  /** Bytes that may wait. What is more is judged whether there is time or not, and no more is read until then. */
  readonly most?: number;
  /** Told whether more may be read. */
  readonly onFull: (isFull: boolean) => void;
  /** Told once why nothing can be written to disk; then only some megabytes may wait. */
  readonly onUnwritable: (error: unknown) => void;
  /** Told what judging threw, where nobody else can be: nothing more is judged then. */
  readonly onFailed: (error: unknown) => void;
}

/** What has come from a slot and is not judged yet. */
export class Backlog {
  private readonly options: BacklogOptions;
  private readonly kept: KeptMessages;
  private readonly acts: { readonly after: number; readonly act: () => void }[] = [];
  private judged = 0;
  private isFull = false;
  private cancel: (() => void) | undefined;

  constructor(options: BacklogOptions) {
    this.options = options;
    this.kept = new KeptMessages(options.most ?? bytesMax, options.onUnwritable);
  }

  /** Messages that wait. */
  get waiting(): number {
    return this.kept.count;
  }

  /**
   * Judges a message, or keeps it for when there is time.
   * @throws what judging throws
   */
  take(bytes: Buffer, begin: number, end: number, lsn: number, receivedUs: number): void {
    const { time, judge } = this.options;
    if (this.kept.count > 0 || !time.isLeft()) {
      this.kept.add(bytes, begin, end, lsn, receivedUs);
      this.tellFull();
      this.goOn();
      return;
    }
    time.begin();
    judge(bytes, begin, end, lsn, receivedUs);
    time.end();
    this.judged += 1;
  }

  /** Does something once all is judged that has come so far. */
  afterwards(act: () => void): void {
    this.acts.push({ after: this.judged + this.kept.count, act });
    this.act();
  }

  /** Forgets what waits. */
  close(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.acts.length = 0;
    this.kept.close();
  }

  private goOn(): void {
    if (this.kept.count === 0 || this.cancel !== undefined) return;
    if (this.isFull || this.options.time.isLeft()) {
      const immediate = setImmediate(() => this.judgeSome());
      this.cancel = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(() => {
        this.cancel = undefined;
        this.goOn();
      }, lookAgainMs);
      this.cancel = () => clearTimeout(timer);
    }
  }

  private judgeSome(): void {
    const { time, judge, onFailed } = this.options;
    this.cancel = undefined;
    time.begin();
    try {
      for (let left = sliceMessages; left > 0 && this.kept.count > 0; left--) {
        this.kept.takeNext(judge);
        this.judged += 1;
        this.act();
      }
    } catch (error) {
      this.close();
      onFailed(error);
      return;
    }
    time.end();
    this.tellFull();
    this.goOn();
  }

  private tellFull(): void {
    if (this.kept.isFull === this.isFull) return;
    this.isFull = !this.isFull;
    this.options.onFull(this.isFull);
  }

  private act(): void {
    while (this.acts.length > 0 && this.acts[0]!.after <= this.judged) this.acts.shift()!.act();
  }
}
