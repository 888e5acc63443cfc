import type { SeriesSlice } from '../report/report.generated.ts';
import { TimeHistogram } from './histogram.ts';

const slicesMax = 600;
const firstSliceUs = 1_000_000;

interface Slice {
  due: number;
  committed: number;
  rejected: number;
  readonly latency: TimeHistogram;
}

/**
 * The stream cut into slices of equal length: one second at first; whenever there would be more than 600 slices, pairs are
 * merged and the length doubles. So memory and report stay bounded however long a stream lasts, and no percentile is ever
 * an average of others.
 */
export class Series {
  private sliceUs = firstSliceUs;
  private slices: Slice[] = [];

  due(atUs: number): void {
    this.at(atUs).due += 1;
  }

  committed(atUs: number, latencyUs: number): void {
    const slice = this.at(atUs);
    slice.committed += 1;
    slice.latency.record(latencyUs);
  }

  rejected(atUs: number): void {
    this.at(atUs).rejected += 1;
  }

  /** @param isOpenLoop whether due times mean anything */
  finish(isOpenLoop: boolean): SeriesSlice[] {
    return this.slices.map(({ due, committed, rejected, latency }, index) => ({
      atMs: (index * this.sliceUs) / 1_000,
      durationMs: this.sliceUs / 1_000,
      asked: isOpenLoop ? due : null,
      committed,
      rejected,
      p50: latency.percentileMs(50),
      p95: latency.percentileMs(95),
      p99: latency.percentileMs(99),
      max: latency.percentileMs(100),
    }));
  }

  private at(us: number): Slice {
    while (us >= this.sliceUs * slicesMax) this.mergePairs();
    const index = Math.floor(us / this.sliceUs);
    while (this.slices.length <= index) this.slices.push(emptySlice());
    return this.slices[index]!;
  }

  private mergePairs(): void {
    this.sliceUs *= 2;
    const merged: Slice[] = [];
    for (let index = 0; index < this.slices.length; index += 2) {
      const first = this.slices[index]!;
      const second = this.slices[index + 1];
      if (second !== undefined) {
        first.due += second.due;
        first.committed += second.committed;
        first.rejected += second.rejected;
        first.latency.add(second.latency);
      }
      merged.push(first);
    }
    this.slices = merged;
  }
}

function emptySlice(): Slice {
  return { due: 0, committed: 0, rejected: 0, latency: new TimeHistogram(2) };
}
