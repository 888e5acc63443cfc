import { censoredPercentiles } from '../observe/censored-percentiles.ts';
import { TimeHistogram } from '../observe/histogram.ts';
import type { Percentiles } from '../report/report.generated.ts';
import { UsageError } from '../shared/errors.ts';
import type { DistributionPair, FacingCaptures } from './comparison.generated.ts';
import type { Both, NamedReport, SideInput } from './side-input.ts';

/** The distributions of both sides, each of all its runs together: histograms are added, percentiles never averaged. */
export class MergedDistributions {
  readonly pairs: readonly DistributionPair[];

  /** @param withStream false where both sides are one and the same run */
  constructor(sides: Both<SideInput>, facing: readonly FacingCaptures[], withStream: boolean) {
    const stream: DistributionPair = {
      name: 'latency',
      capture: null,
      base: merge(sides.base, ({ report }) => report.streamPhase.latencyMs),
      candidate: merge(sides.candidate, ({ report }) => report.streamPhase.latencyMs),
    };
    const lags = facing
      .filter(({ kind }) => kind !== 'table')
      .map((pair): DistributionPair => ({
        name: 'lag',
        capture: pair.name,
        base: merge(sides.base, run => lagOf(run, pair.base)),
        candidate: merge(sides.candidate, run => lagOf(run, pair.candidate)),
      }));
    this.pairs = [...(withStream ? [stream] : []), ...lags];
  }

  percentile(
    name: DistributionPair['name'],
    capture: string | null,
    percentile: 'p50' | 'p95' | 'p99',
  ): Both<number | null> {
    const { base, candidate } = this.pairs.find(pair => pair.name === name && pair.capture === capture)!;
    return { base: base[percentile], candidate: candidate[percentile] };
  }
}

type Distribution = Pick<Percentiles, 'histogram'> & { readonly censored?: number };

function lagOf({ report }: NamedReport, name: string): Distribution {
  const capture = report.captures[name];
  return capture !== undefined && 'lagMs' in capture ? capture.lagMs : { histogram: null };
}

function merge({ runs }: SideInput, of: (run: NamedReport) => Distribution): Percentiles {
  const sum = new TimeHistogram();
  let censored = 0;
  for (const run of runs) {
    const { histogram, censored: never = 0 } = of(run);
    censored += never;
    if (histogram !== null) add(sum, histogram, run.file);
  }
  return censoredPercentiles(sum, censored);
}

function add(sum: TimeHistogram, encoded: string, file: string): void {
  try {
    sum.addEncoded(encoded);
  } catch (error) {
    throw new UsageError(`a histogram in ${file} cannot be read`, { hint: 'was the report changed?', cause: error });
  }
}
