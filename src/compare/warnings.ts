import type { Comparison, Metric, RunDifference, Statistics } from './comparison.generated.ts';
import { generatorLimit } from './generator-limit.ts';
import type { Both, SideInput } from './side-input.ts';

/** Fewer values than this, and a 99th percentile is the largest of them. */
const fewestForP99 = 100;

/** What is worth knowing before the numbers are believed, in words. */
export function warningsOf(
  sides: Both<SideInput>,
  metrics: readonly Metric[],
  differences: readonly RunDifference[],
  statistics: Statistics,
): Comparison['warnings'] {
  const limit = generatorLimit(sides);
  return [
    ...(limit === undefined ? [] : [`times, rates and sizes are not compared: ${limit}`]),
    ...(statistics.significance === 'reachable' || limit !== undefined ? [] : [statistics.says]),
    ...differences.map(inWords),
    ...failedRuns(sides),
    ...fewOperations(sides, metrics),
    ...differentEnds(sides),
  ];
}

function inWords({ what, base, candidate, weight }: RunDifference): string {
  const differs = `${what} differs${weight === 'allowed' ? ' (allowed)' : ''}: base ${base}, candidate ${candidate}`;
  return what.startsWith('compare.') ? `${differs}; the last run of the candidate decides, or a flag` : differs;
}

function failedRuns({ base, candidate }: Both<SideInput>): string[] {
  const failed = [...base.runs, ...candidate.runs].filter(({ report }) => report.verdict === 'failed');
  const files = new Map(failed.map(({ file, report }) => [file, report.reasons[0] ?? 'no reason is given']));
  return [...files].map(([file, reason]) => `${file} is a failed run: ${reason}`);
}

function fewOperations({ base, candidate }: Both<SideInput>, metrics: readonly Metric[]): string[] {
  const counts = [...base.runs, ...candidate.runs].map(({ report }) => report.streamPhase.latencyMs.count);
  const fewest = Math.min(...counts);
  const isCompared = metrics.some(({ name }) => name === 'latency.p99');
  if (!isCompared || fewest >= fewestForP99) return [];
  return [`a run has ${fewest} operations: the 99th percentile of so few is their largest`];
}

/** Closed loops that last a time, and streams that are stopped, end after as many operations as they could do. */
function differentEnds({ base, candidate }: Both<SideInput>): string[] {
  const counts = [...base.runs, ...candidate.runs].map(({ report }) => report.executed.operationsPerLane.join());
  const isEndless = [...base.runs, ...candidate.runs].some(({ report }) => report.plan.operations === null);
  if (!isEndless || new Set(counts).size === 1) return [];
  return [
    'the runs end after different numbers of operations, as their plan has no end: counts are compared as shares',
  ];
}
