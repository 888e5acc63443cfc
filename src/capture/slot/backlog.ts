import type { JudgingTime } from './judging-time.ts';
import { KeptMessages, type TakeMessage } from './kept-messages.ts';

/** So long nothing else is done: what comes meanwhile would be noticed late. */
const sliceMessages = 64;
const lookAgainMs = 20;
/** What waits beyond that is judged whether there is time or not: a stream of days must not fill the disk. */
const bytesMax = 2 ** 28;

export interface BacklogOptions {
  readonly time: JudgingTime;
  readonly judge: TakeMessage;
  /** Told what judging threw, where nobody else can be: nothing more is judged then. */
  readonly onFailed: (error: unknown) => void;
  /** Bytes that may wait. */
  readonly most?: number;
}

/** What has come from a slot and is not judged yet. */
export class Backlog {
  private readonly options: BacklogOptions;
  private readonly kept = new KeptMessages();
  private readonly acts: { readonly after: number; readonly act: () => void }[] = [];
  private judged = 0;
  private cancel: (() => void) | undefined;

  constructor(options: BacklogOptions) {
    this.options = options;
  }

  /** Messages that wait. */
  get waiting(): number {
    return this.kept.count;
  }

  /**
   * Judges a message, or keeps it for when there is time.
   * @throws what judging throws, or the system where it cannot be kept
   */
  take(...message: Parameters<TakeMessage>): void {
    const { time, judge } = this.options;
    if (this.kept.count > 0 || !time.isLeft()) {
      this.kept.add(...message);
      this.goOn();
      return;
    }
    time.begin();
    judge(...message);
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
    const { kept, options } = this;
    if (kept.count === 0 || this.cancel !== undefined) return;
    if (options.time.isLeft() || kept.bytes > (options.most ?? bytesMax)) {
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
    this.goOn();
  }

  private act(): void {
    while (this.acts.length > 0 && this.acts[0]!.after <= this.judged) this.acts.shift()!.act();
  }
}
