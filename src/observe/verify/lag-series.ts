import { TimeHistogram } from '../histogram.ts';

const slicesMax = 600;
const firstSliceUs = 1_000_000;

/** Lag of the changes that arrived in one slice of time. */
export interface LagSlice {
  readonly atMs: number;
  readonly durationMs: number;
  readonly changes: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

interface Slice {
  changes: number;
  readonly lag: TimeHistogram;
}

/** Lag over time, in slices of equal length; pairs are merged whenever there would be more than 600. */
export class LagSeries {
  private sliceUs = firstSliceUs;
  private slices: Slice[] = [];

  /** @param atUs arrival, since the start of the stream; what came before counts as the start */
  record(atUs: number, lagUs: number): void {
    const slice = this.at(Math.max(0, atUs));
    slice.changes += 1;
    slice.lag.record(lagUs);
  }

  finish(): LagSlice[] {
    return this.slices.map(({ changes, lag }, index) => ({
      atMs: (index * this.sliceUs) / 1_000,
      durationMs: this.sliceUs / 1_000,
      changes,
      p50: lag.percentileMs(50),
      p95: lag.percentileMs(95),
      p99: lag.percentileMs(99),
      max: lag.percentileMs(100),
    }));
  }

  private at(us: number): Slice {
    while (us >= this.sliceUs * slicesMax) this.mergePairs();
    const index = Math.floor(us / this.sliceUs);
    while (this.slices.length <= index) this.slices.push({ changes: 0, lag: new TimeHistogram(2) });
    return this.slices[index]!;
  }

  private mergePairs(): void {
    this.sliceUs *= 2;
    this.slices = this.slices.flatMap((first, index) => {
      if (index % 2 === 1) return [];
      const second = this.slices[index + 1];
      if (second !== undefined) {
        first.changes += second.changes;
        first.lag.add(second.lag);
      }
      return [first];
    });
  }
}
