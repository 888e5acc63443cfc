import type { Clock } from '../../shared/clock.ts';
import { formatCount } from '../../shared/count.ts';
import type { Progress, ProgressStream, StreamAsked, StreamTick } from './progress.ts';
import { elapsedText, kindsText, p99Text, rateText } from './tick-text.ts';

const everyUs = 10_000_000;

/** For logs: a line every ten seconds and one at the end of each phase. */
export class LineProgress implements Progress {
  private rows = 0;
  private done = 0;
  private asked: StreamAsked = { operations: null, durationMs: null, perSecond: null };
  private last: StreamTick | undefined;
  private nextUs = 0;
  private readonly stream: Pick<ProgressStream, 'write'>;
  private readonly clock: Clock;

  constructor(stream: Pick<ProgressStream, 'write'>, clock: Clock) {
    this.stream = stream;
    this.clock = clock;
  }

  seedStarted(rows: number): void {
    this.rows = rows;
    this.nextUs = this.clock.nowUs() + everyUs;
  }

  seedRows(done: number, table: string): void {
    this.done = done;
    if (this.isTime()) this.note(`seed    ${formatCount(done)}/${formatCount(this.rows)} rows  ${table}`);
  }

  seedFinished(): void {
    this.note(`seed    ${formatCount(this.done)} rows`);
  }

  streamStarted(asked: StreamAsked): void {
    this.asked = asked;
    this.nextUs = this.clock.nowUs() + everyUs;
  }

  streamTick(tick: StreamTick): void {
    this.last = tick;
    if (this.isTime()) this.note(this.line(tick));
  }

  streamFinished(): void {
    if (this.last !== undefined) this.note(this.line(this.last));
  }

  note(line: string): void {
    this.stream.write(`${line}\n`);
  }

  private line(tick: StreamTick): string {
    const failed = tick.failed === 0 ? '' : `  failed ${formatCount(tick.failed)}`;
    const operations = `${formatCount(tick.committed)} operations (${rateText(tick, this.asked)})`;
    return `stream  ${elapsedText(tick, this.asked)}  ${operations}  ${kindsText(tick)}  ${p99Text(tick)}${failed}`;
  }

  private isTime(): boolean {
    const nowUs = this.clock.nowUs();
    if (nowUs < this.nextUs) return false;
    this.nextUs = nowUs + everyUs;
    return true;
  }
}
