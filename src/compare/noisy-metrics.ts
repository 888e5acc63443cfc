import type { FacingCaptures } from './comparison.generated.ts';
import { whyNotCompared } from './capture-whole.ts';
import { facingSlots } from './facing-slots.ts';
import type { Sample, NoisyAsked } from './measured.ts';
import type { MergedDistributions } from './merged-distributions.ts';
import { pathTexts, samplesAt, samePath, type Paths } from './metric-path.ts';
import type { Both, SideInput } from './side-input.ts';
import { median } from './statistics/median.ts';

const percentiles = ['p50', 'p95', 'p99'] as const;

/** Throughput and latencies of the stream, and what the server kept for slots. */
export function noisyRunMetrics(sides: Both<SideInput>, merged: MergedDistributions): NoisyAsked[] {
  const rate = samePath('streamPhase', 'achieved');
  const throughput: NoisyAsked = {
    ...named('throughput', 'throughput', rate),
    unit: 'perSecond',
    betterWhen: 'higher',
    mayDecide: true,
    incomparable: undefined,
    ...samplesAt(sides, rate, median),
  };
  const latencies = percentiles.map((percentile): NoisyAsked => {
    const paths = samePath('streamPhase', 'latencyMs', percentile);
    return {
      ...named(`latency.${percentile}`, `latency ${percentile}`, paths),
      unit: 'ms',
      betterWhen: 'lower',
      mayDecide: true,
      incomparable: undefined,
      ...ofAllRuns(samplesAt(sides, paths, median), merged.percentile('latency', null, percentile)),
    };
  });
  const slots = facingSlots(sides).map(({ name, path, samples }): NoisyAsked => ({
    id: `retainedWal@${name}`,
    name: 'retainedWal',
    label: `retained WAL of ${name}`,
    capture: null,
    path,
    unit: 'bytes',
    betterWhen: 'lower',
    mayDecide: true,
    incomparable: undefined,
    ...samples,
  }));
  return [throughput, ...latencies, ...slots];
}

/**
 * Lags and drain of two captures that face each other, or how long two replicas took.
 * @param mayDecide whether their metrics may be primary ones
 */
export function noisyCaptureMetrics(
  sides: Both<SideInput>,
  merged: MergedDistributions,
  pair: FacingCaptures,
  mayDecide: boolean,
): NoisyAsked[] {
  const asked = (name: string, label: string, ...steps: string[]): NoisyAsked => {
    const paths = { base: ['captures', pair.base, ...steps], candidate: ['captures', pair.candidate, ...steps] };
    const incomparable = whyNotCompared(sides, pair, name);
    const told = { ...named(name, label, paths), id: `${name}@${pair.name}`, capture: pair.name };
    return { ...told, unit: 'ms', betterWhen: 'lower', mayDecide, incomparable, ...samplesAt(sides, paths, median) };
  };
  if (pair.kind === 'table') return [asked('converged', 'converged after', 'convergedMs')];
  const lags = percentiles.map(percentile => {
    const lag = asked(`lag.${percentile}`, `lag ${percentile}`, 'lagMs', percentile);
    return { ...lag, ...ofAllRuns(lag, merged.percentile('lag', pair.name, percentile)) };
  });
  return [...lags, asked('drain', 'drain', 'drainMs')];
}

function named(
  name: string,
  label: string,
  paths: Paths,
): Pick<NoisyAsked, 'id' | 'name' | 'label' | 'capture' | 'path'> {
  return { id: name, name, label, capture: null, path: pathTexts(paths) };
}

/** The value of a side is that of its runs together, not one of theirs. */
function ofAllRuns({ base, candidate }: Both<Sample>, merged: Both<number | null>): Both<Sample> {
  return { base: { ...base, value: merged.base }, candidate: { ...candidate, value: merged.candidate } };
}
