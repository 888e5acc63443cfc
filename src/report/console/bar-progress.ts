import type { ChalkInstance } from 'chalk';
import cliProgress, { type SingleBar } from 'cli-progress';
import { formatCount } from '../../shared/count.ts';
import type { Progress, ProgressStream, StreamAsked, StreamTick } from './progress.ts';
import { elapsedText, kindsText, p99Text, rateText } from './tick-text.ts';

/** For terminals: one bar a phase, cut to the width of the terminal so that it never wraps. */
export class BarProgress implements Progress {
  private bar: SingleBar | undefined;
  private asked: StreamAsked = { operations: null, durationMs: null, perSecond: null };
  private readonly stream: ProgressStream;
  private readonly colour: ChalkInstance;

  constructor(stream: ProgressStream, colour: ChalkInstance) {
    this.stream = stream;
    this.colour = colour;
  }

  seedStarted(rows: number): void {
    this.begin(rows, 'seed  ', 'starting');
  }

  seedRows(done: number, table: string): void {
    this.bar?.update(done, { text: `${formatCount(done)}/${formatCount(this.bar.getTotal())} rows  ${table}` });
  }

  seedFinished(): void {
    this.end(`${formatCount(this.bar?.getTotal() ?? 0)} rows`);
  }

  streamStarted(asked: StreamAsked): void {
    this.asked = asked;
    this.begin(asked.durationMs ?? asked.operations ?? 1, 'stream', 'starting');
  }

  streamTick(tick: StreamTick): void {
    const done = this.asked.durationMs === null ? tick.committed : tick.elapsedMs;
    const failed = tick.failed === 0 ? '' : `  failed ${formatCount(tick.failed)}`;
    const operations = `${formatCount(tick.committed)} op (${rateText(tick, this.asked)})`;
    const text = `${elapsedText(tick, this.asked)}  ${operations}  ${p99Text(tick)}  ${kindsText(tick)}${failed}`;
    this.bar?.update(Math.min(done, this.bar.getTotal()), { text });
  }

  streamFinished(): void {
    this.end();
  }

  note(line: string): void {
    this.stream.write(`${line}\n`);
  }

  private begin(total: number, phase: string, text: string): void {
    this.bar = new cliProgress.SingleBar({
      stream: this.stream as NodeJS.WriteStream,
      gracefulExit: false,
      linewrap: true,
      hideCursor: false,
      fps: 5,
      barsize: 16,
      format: (options, params, payload) => {
        const drawn = cliProgress.Format.BarFormat(params.progress, {
          ...options,
          barCompleteString: '#'.repeat(16),
          barIncompleteString: '-'.repeat(16),
        });
        const line = `${phase} [${drawn}] ${(payload as { text: string }).text}`;
        const width = (this.stream.columns ?? 80) - 1;
        return this.colour.cyan(line.length > width ? line.slice(0, width) : line);
      },
    });
    this.bar.start(Math.max(1, total), 0, { text });
  }

  private end(text?: string): void {
    if (text !== undefined) this.bar?.update(this.bar.getTotal(), { text });
    this.bar?.stop();
    this.bar = undefined;
  }
}
