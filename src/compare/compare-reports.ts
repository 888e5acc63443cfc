import type { CompareSettings } from '../scenario/compare-settings.ts';
import { byOutcome } from './by-outcome.ts';
import { comparability } from './comparability.ts';
import type { Comparison, FacingCaptures, Metric } from './comparison.generated.ts';
import { exactCaptureMetrics } from './exact-capture-metrics.ts';
import { exactRunMetrics } from './exact-metrics.ts';
import { facingCaptures } from './facing-captures.ts';
import { generatorLimit } from './generator-limit.ts';
import { judgeExact } from './judge-exact.ts';
import { judgeNoisy } from './judge-noisy.ts';
import type { NoisyAsked, NoisyMeasured } from './measured.ts';
import { MergedDistributions } from './merged-distributions.ts';
import { noisyCaptureMetrics, noisyRunMetrics } from './noisy-metrics.ts';
import { retainedSeries } from './retained-series.ts';
import { sameRuns } from './same-runs.ts';
import { seriesOf } from './series.ts';
import type { Both, SideInput } from './side-input.ts';
import { sidesSection } from './sides-section.ts';
import { significanceOf } from './significance.ts';
import { verdictOf } from './verdict.ts';
import { warningsOf } from './warnings.ts';

/** How to compare, and who does. */
export interface CompareOptions {
  readonly allowDifferent: boolean;
  /** Instead of what the candidate's scenario says. */
  readonly settings: CompareSettings;
  readonly comparedAtMs: number;
  readonly tool: Comparison['tool'];
}

/**
 * Two sets of runs of one workload in, one verdict out. Pure.
 * @throws UsageError where the runs cannot be compared, with all that keeps them from it
 */
export function compareReports(sides: Both<SideInput>, options: CompareOptions): Comparison {
  const isOneRun = sameRuns(sides);
  const { facing, warnings } = facingCaptures(sides);
  const differences = comparability(sides, facing, options.allowDifferent);
  const merged = new MergedDistributions(sides, facing, !isOneRun);
  const noisy = noisyMetrics(sides, facing, merged, isOneRun).map(asked => judgedBy(options.settings, asked, sides));
  const runs = { base: sides.base.runs.length, candidate: sides.candidate.runs.length };
  const statistics = significanceOf(runs, noisy.filter(canBeTested).length);
  const exact = [
    ...(isOneRun ? [] : exactRunMetrics(sides)),
    ...facing.flatMap(pair => exactCaptureMetrics(sides, pair)),
  ];
  const metrics: Metric[] = [...exact.map(judgeExact), ...judgeNoisy(noisy, statistics)].sort(byOutcome);
  const { name } = sides.candidate.runs[0]!.report.scenario;
  const isOneWorkload = differences.every(({ what }) => what !== 'workload.digest');
  return {
    comparisonVersion: 1,
    tool: options.tool,
    comparedAt: new Date(options.comparedAtMs).toISOString(),
    ...verdictOf(metrics),
    warnings: [...warningsOf(sides, metrics, differences, statistics), ...warnings],
    scenario: { name, workloadDigest: isOneWorkload ? sides.base.runs[0]!.report.workload.digest : null },
    sides: sidesSection(sides, facing),
    captures: facing,
    differences,
    statistics,
    metrics,
    distributions: [...merged.pairs],
    series: seriesOf(sides, facing, !isOneRun),
    retained: retainedSeries(sides, !isOneRun),
  };
}

function noisyMetrics(
  sides: Both<SideInput>,
  facing: readonly FacingCaptures[],
  merged: MergedDistributions,
  isOneRun: boolean,
): NoisyAsked[] {
  // Of a reference the lag decides only where no connector is compared: the server's own delivery is not what is judged.
  const isReferenceAlone = facing.every(({ kind }) => kind === 'reference');
  return [
    ...(isOneRun ? [] : noisyRunMetrics(sides, merged)),
    ...facing.flatMap(pair => noisyCaptureMetrics(sides, merged, pair, isReferenceAlone || pair.kind !== 'reference')),
  ];
}

function judgedBy(
  { primary, tolerance, floor }: CompareSettings,
  asked: NoisyAsked,
  sides: Both<SideInput>,
): NoisyMeasured {
  const family = asked.name.split('.')[0] as keyof typeof tolerance;
  return {
    ...asked,
    decides: asked.mayDecide && primary.includes(asked.name),
    tolerance: tolerance[family],
    floor: floor[family],
    incomparable: generatorLimit(sides) ?? asked.incomparable,
  };
}

function canBeTested({ decides, incomparable, base, candidate }: NoisyMeasured): boolean {
  return decides && incomparable === undefined && !base.runs.includes(null) && !candidate.runs.includes(null);
}
