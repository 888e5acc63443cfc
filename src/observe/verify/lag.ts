import { censoredPercentiles } from '../censored-percentiles.ts';
import { TimeHistogram } from '../histogram.ts';
import type { LagResult } from './capture-result.ts';
import type { CapturedChange } from './captured-change.ts';
import { LagSeries } from './lag-series.ts';

/** Our clock against the server's. */
export interface ClockOffset {
  /** To be added to a time of ours less one of the server's: the server's clock less ours, microseconds. */
  readonly offsetUs: number;
  readonly uncertaintyUs: number;
}

/** Time from the server's commit to the arrival here, of changes of the stream that came for the first time. */
export class Lag {
  clock: ClockOffset = { offsetUs: 0, uncertaintyUs: 0 };
  /** Start of the stream on the clock of arrivals. */
  startUs = 0;
  /** Arrival of the last change that came for the first time, the seed phase's included. */
  lastMatchUs: number | undefined;
  readonly series = new LagSeries();
  private readonly histogram = new TimeHistogram();
  private negative = 0;

  record({ receivedAtUs, committedAtUs }: CapturedChange): void {
    if (committedAtUs === undefined) return;
    const lagUs = receivedAtUs - committedAtUs + this.clock.offsetUs;
    if (lagUs < -this.clock.uncertaintyUs) this.negative += 1;
    this.histogram.record(lagUs);
    this.series.record(receivedAtUs - this.startUs, Math.max(0, lagUs));
  }

  /** @param censored changes that never came: they stand behind all others */
  result(censored: number): LagResult {
    return { ...censoredPercentiles(this.histogram, censored), censored, negative: this.negative };
  }
}
