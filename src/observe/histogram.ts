import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';
import type { Percentiles } from '../report/report.generated.ts';

/** An hour in microseconds: longer times are counted as that. */
const highestUs = 3_600_000_000;

/**
 * Distribution of times in microseconds, HdrHistogram with a fixed relative error (Tene 2014), so that the histograms of
 * several runs or machines can be added.
 */
export class TimeHistogram {
  private readonly histogram: Histogram;

  /** @param digits significant decimal digits kept: 3 for totals, 2 for slices */
  constructor(digits: 2 | 3 = 3) {
    this.histogram = build({
      bitBucketSize: 32,
      autoResize: true,
      lowestDiscernibleValue: 1,
      highestTrackableValue: 0x10_0000,
      numberOfSignificantValueDigits: digits,
      useWebAssembly: false,
    });
  }

  record(us: number): void {
    this.histogram.recordValue(Math.min(Math.max(0, Math.round(us)), highestUs));
  }

  add(other: TimeHistogram): void {
    this.histogram.add(other.histogram);
  }

  /**
   * Adds what `percentiles` gave as histogram.
   * @throws Error where it is none
   */
  addEncoded(histogram: string): void {
    this.histogram.add(decodeFromCompressedBase64(histogram, 32, false));
  }

  /** Milliseconds at a percentile (0 to 100), or null where nothing was recorded. */
  percentileMs(percentile: number): number | null {
    if (this.histogram.totalCount === 0) return null;
    // A percentile is the upper end of its bucket, which may lie above the largest value.
    const us = percentile === 100 ? this.histogram.maxValue : this.histogram.getValueAtPercentile(percentile);
    return Math.min(us, this.histogram.maxValue) / 1_000;
  }

  percentiles(): Percentiles {
    const { totalCount } = this.histogram;
    return {
      count: totalCount,
      p50: this.percentileMs(50),
      p90: this.percentileMs(90),
      p95: this.percentileMs(95),
      p99: this.percentileMs(99),
      p999: this.percentileMs(99.9),
      max: this.percentileMs(100),
      histogram: totalCount === 0 ? null : encodeIntoCompressedBase64(this.histogram),
    };
  }
}
