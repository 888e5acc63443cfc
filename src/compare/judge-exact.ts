import { formatCount } from '../shared/count.ts';
import type { Metric } from './comparison.generated.ts';
import { differenceOf } from './difference-of.ts';
import type { ExactMeasured, Sample } from './measured.ts';

type Judgement = Pick<Metric, 'outcome' | 'why'>;

/**
 * Exact metrics: where the worst run of the candidate is worse than the worst one of the base, that is a regression, from
 * one run a side. Where only more of its runs are affected it is suspect: a base with findings of its own varies. Counts
 * are judged as shares of what there was to count.
 */
export function judgeExact({ outOf, decides, incomparable, ...told }: ExactMeasured): Metric {
  const judged = incomparable === undefined ? judge(told, outOf, decides) : undefined;
  return {
    ...told,
    base: { ...told.base, runs: [...told.base.runs] },
    candidate: { ...told.candidate, runs: [...told.candidate.runs] },
    kind: 'exact',
    decides,
    betterWhen: 'lower',
    difference: differenceOf(told.base.value, told.candidate.value),
    tolerance: null,
    floor: null,
    p: null,
    pAdjusted: null,
    effect: null,
    outcome: judged?.outcome ?? 'notComparable',
    why: judged?.why ?? incomparable!,
  };
}

function judge(
  { base, candidate }: Pick<ExactMeasured, 'base' | 'candidate'>,
  outOf: ExactMeasured['outOf'],
  decides: boolean,
): Judgement {
  const before = sharesOf(base, outOf.base);
  const after = sharesOf(candidate, outOf.candidate);
  if (before === undefined || after === undefined) {
    const side = after === undefined ? 'candidate' : 'base';
    return { outcome: 'notMeasured', why: `there was nothing to count in a run of the ${side}` };
  }
  const worse = decides ? 'regression' : 'suspect';
  if (Math.max(...after) > Math.max(...before)) return { outcome: worse, why: changed(base, candidate, decides) };
  if (mean(after) > mean(before)) {
    return { outcome: 'suspect', why: `${changed(base, candidate, decides)}: no run is worse, but more are affected` };
  }
  if (mean(after) === mean(before)) return { outcome: 'same', why: `${formatCount(candidate.value!)} on both sides` };
  return { outcome: 'better', why: changed(base, candidate, decides) };
}

/** Undefined where a run counted nothing. */
function sharesOf({ runs }: Sample, outOf: readonly number[]): number[] | undefined {
  const shares = runs.map((count, run) => (count === null || outOf[run] === 0 ? undefined : count / outOf[run]!));
  return shares.every(share => share !== undefined) ? shares : undefined;
}

function changed(base: Sample, candidate: Sample, decides: boolean): string {
  const allowed = decides ? '' : ', which at-least-once allows';
  return `${amount(candidate)} after ${amount(base)}${allowed}`;
}

/** Such as `3`, or `3 at most, in 2 of 5 runs`. */
function amount({ runs, value }: Sample): string {
  if (runs.length === 1 || value === 0) return formatCount(value!);
  const affected = runs.filter(count => count !== 0).length;
  return `${formatCount(value!)} at most, in ${affected} of ${runs.length} runs`;
}

/** Added up in ascending order, so that the same values in another order have the same mean. */
function mean(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  return ascending.reduce((sum, value) => sum + value, 0) / values.length;
}
