import type { ExecutedRecord } from '../execute/executed-record.ts';
import { LaneProgress } from '../execute/lane-progress.ts';
import type { ProgressTable } from '../postgres/progress-table.ts';
import type { ScheduleSettings } from '../plan/schedule.ts';
import { operationsDone, type FeedProgress } from './feed-progress.ts';

const everyMs = 1_000;

/** Writes down each second how far a stream has come, and at its end that it ended. */
export class ProgressKeeper {
  /** To be told of the stream's operations. */
  readonly lanes: LaneProgress;
  private readonly table: ProgressTable;
  private readonly before: FeedProgress;
  private readonly schedule: ScheduleSettings;
  private readonly executed: ExecutedRecord;
  private readonly from: readonly number[];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private isWriting = false;
  private failure: unknown;
  private written = 0;

  constructor(table: ProgressTable, before: FeedProgress, schedule: ScheduleSettings, executed: ExecutedRecord) {
    this.table = table;
    this.before = before;
    this.schedule = schedule;
    this.executed = executed;
    this.from = operationsDone(before, schedule.lanes);
    this.lanes = new LaneProgress(this.from);
  }

  /** @param notCommitted of the streams before */
  async begin(notCommitted: readonly number[]): Promise<void> {
    await this.table.write({ progress: this.now(false), notCommitted });
    this.written = notCommitted.length;
    this.timer = setInterval(() => this.writeSoon(), everyMs);
  }

  /**
   * Says that the stream ended; where operations are left whose outcome nobody knows, it does not say so.
   * @throws what a write on the way failed with
   */
  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    if (this.failure !== undefined) throw this.failure;
    const { notCommitted, unknown } = this.executed;
    await this.table.write({
      progress: this.now(unknown.size === 0),
      notCommitted: [...notCommitted].filter(number => !unknown.has(number)),
    });
  }

  private writeSoon(): void {
    if (this.isWriting || this.failure !== undefined) return;
    this.isWriting = true;
    this.writing = this.write()
      .catch((error: unknown) => {
        this.failure = error;
      })
      .finally(() => {
        this.isWriting = false;
      });
  }

  private async write(): Promise<void> {
    const { notCommitted } = this.executed;
    const news = notCommitted.size === this.written ? [] : [...notCommitted].slice(this.written);
    await this.table.advance(this.now(false), news);
    this.written += news.length;
  }

  private now(ended: boolean): FeedProgress {
    const operationsPerLane = this.lanes.operationsPerLane.map((done, lane) => done - this.from[lane]!);
    const stream = { schedule: this.schedule, operationsPerLane, ended };
    return { ...this.before, streams: [...this.before.streams, stream] };
  }
}
