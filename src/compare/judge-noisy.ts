import type { Effect, Metric, Statistics } from './comparison.generated.ts';
import { differenceOf } from './difference-of.ts';
import type { NoisyMeasured } from './measured.ts';
import { percentText, probabilityText, valueText } from './value-text.ts';
import { alpha } from './significance.ts';
import { hodgesLehmann } from './statistics/hodges-lehmann.ts';
import { holm } from './statistics/holm.ts';
import { mannWhitneyP } from './statistics/mann-whitney.ts';
import { median } from './statistics/median.ts';

type Judgement = Pick<Metric, 'outcome' | 'why'>;

/** What the values of the runs say, before the metrics of the family are looked at together. */
interface Tested {
  readonly effect: Effect;
  /** Probability of values at least this bad, and this good, where both sides are alike; null with too few runs. */
  readonly p: number | null;
  readonly pBetter: number | null;
}

/**
 * Noisy metrics. A primary one is a regression where its values are worse significantly (exact one-sided Mann-Whitney over
 * the runs, adjusted by Holm for all primary ones) and by more than its tolerance and floor (Hodges-Lehmann). With too few
 * runs for that nothing is more than suspect.
 */
export function judgeNoisy(metrics: readonly NoisyMeasured[], statistics: Statistics): Metric[] {
  const tested = metrics.map(metric => test(metric, statistics));
  const family = [...tested.keys()].filter(index => metrics[index]!.decides && tested[index]?.p != null);
  const adjusted = new Map(
    holm(family.map(index => tested[index]!.p!)).map((p, place) => [family[place]!, p] as const),
  );
  return metrics.map((metric, index) => finish(metric, tested[index], adjusted.get(index) ?? null, statistics));
}

/** Undefined where a run has no value. */
function test(
  { base, candidate, betterWhen, incomparable }: NoisyMeasured,
  { significance }: Statistics,
): Tested | undefined {
  const before = base.runs.filter(value => value !== null);
  const after = candidate.runs.filter(value => value !== null);
  const isWhole = before.length === base.runs.length && after.length === candidate.runs.length;
  if (!isWhole || incomparable !== undefined) return undefined;
  const { estimate: absolute, ...interval } = hodgesLehmann(before, after);
  const middle = median(before);
  const effect = { absolute, relative: middle === 0 ? null : absolute / middle, ...interval };
  if (significance === 'unreachable') return { effect, p: null, pBetter: null };
  const [higher, lower] = [mannWhitneyP(after, before), mannWhitneyP(before, after)];
  return betterWhen === 'lower' ? { effect, p: higher, pBetter: lower } : { effect, p: lower, pBetter: higher };
}

function finish(
  metric: NoisyMeasured,
  tested: Tested | undefined,
  pAdjusted: number | null,
  statistics: Statistics,
): Metric {
  const { base, candidate, incomparable: _, mayDecide: __, ...told } = metric;
  return {
    ...told,
    kind: 'noisy',
    base: { ...base, runs: [...base.runs] },
    candidate: { ...candidate, runs: [...candidate.runs] },
    difference: differenceOf(base.value, candidate.value),
    p: tested?.p ?? null,
    pAdjusted,
    effect: tested?.effect ?? null,
    ...judge(metric, tested, pAdjusted, statistics),
  };
}

function judge(
  metric: NoisyMeasured,
  tested: Tested | undefined,
  pAdjusted: number | null,
  statistics: Statistics,
): Judgement {
  if (metric.incomparable !== undefined) return { outcome: 'notComparable', why: metric.incomparable };
  if (tested === undefined) return { outcome: 'notMeasured', why: whyNotMeasured(metric) };
  const { effect, p, pBetter } = tested;
  const said = change(metric, effect);
  if (!isBeyond(metric, effect)) return { outcome: 'same', why: `${said}, within ${bounds(metric)}` };
  const isWorse = metric.betterWhen === 'lower' ? effect.absolute > 0 : effect.absolute < 0;
  if (p === null || pBetter === null) {
    return { outcome: isWorse ? 'suspect' : 'better', why: `${said}; ${statistics.says}` };
  }
  if (!isWorse) {
    return pBetter <= alpha
      ? { outcome: 'better', why: `${said} (p ${probabilityText(pBetter)})` }
      : { outcome: 'same', why: `${said}, no more than run-to-run noise (p ${probabilityText(pBetter)})` };
  }
  if (pAdjusted !== null && pAdjusted <= alpha) {
    return {
      outcome: 'regression',
      why: `${said}, beyond ${bounds(metric)} (p ${probabilityText(pAdjusted)} by Holm)`,
    };
  }
  if (p <= alpha) {
    const reason = metric.decides
      ? `p ${probabilityText(pAdjusted!)} by Holm`
      : `p ${probabilityText(p)}; no primary metric`;
    return { outcome: 'suspect', why: `${said}, beyond ${bounds(metric)} (${reason})` };
  }
  return { outcome: 'same', why: `${said}, no more than run-to-run noise (p ${probabilityText(p)})` };
}

function isBeyond({ tolerance, floor }: NoisyMeasured, { absolute, relative }: Effect): boolean {
  return Math.abs(absolute) > floor && (relative === null || Math.abs(relative) > tolerance);
}

function change({ unit }: NoisyMeasured, { absolute, relative }: Effect): string {
  if (absolute === 0) return 'no difference';
  const by = relative === null ? valueText(Math.abs(absolute), unit) : percentText(Math.abs(relative));
  return `${by} ${absolute > 0 ? 'higher' : 'lower'}`;
}

function bounds({ tolerance, floor, unit }: NoisyMeasured): string {
  const least = floor > 0 ? ` or ${valueText(floor, unit)}` : '';
  return `the tolerance of ${percentText(tolerance)}${least}`;
}

function whyNotMeasured({ base, candidate }: NoisyMeasured): string {
  const side = candidate.runs.includes(null) ? 'candidate' : 'base';
  const [all, without] = [
    (side === 'base' ? base : candidate).runs.length,
    (side === 'base' ? base : candidate).runs.filter(value => value === null).length,
  ];
  return all === 1 ? `not measured in the ${side}` : `not measured in ${without} of ${all} runs of the ${side}`;
}
