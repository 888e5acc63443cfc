import { whyNotCompared } from './capture-whole.ts';
import type { FacingCaptures, Metric } from './comparison.generated.ts';
import type { ExactMeasured } from './measured.ts';
import { pathTexts, samplesAt, worst, type Paths } from './metric-path.ts';
import type { Both, SideInput } from './side-input.ts';
import { valueAt } from './value-at.ts';

const findings: readonly (readonly [key: string, label: string])[] = [
  ['missing', 'missing changes'],
  ['duplicated', 'duplicated changes'],
  ['outOfOrder', 'changes out of order'],
  ['mismatched', 'mismatched changes'],
  ['unexpected', 'unexpected changes'],
  ['stale', 'changes of an earlier run'],
  ['undecodable', 'undecodable messages'],
];

/** What two captures that face each other found. */
export function exactCaptureMetrics(sides: Both<SideInput>, pair: FacingCaptures): ExactMeasured[] {
  if (pair.kind === 'table') return [count(sides, pair, ['differences', 'differing rows'], 'differences', undefined)];
  return findings.map(finding => count(sides, pair, finding, 'count', 'expected'));
}

function count(
  sides: Both<SideInput>,
  pair: FacingCaptures,
  [name, label]: readonly [string, string],
  unit: Metric['unit'],
  outOfKey: string | undefined,
): ExactMeasured {
  const paths: Paths = { base: ['captures', pair.base, name], candidate: ['captures', pair.candidate, name] };
  const outOf = (side: 'base' | 'candidate'): number[] =>
    sides[side].runs.map(({ report }) => {
      return outOfKey === undefined ? 1 : (valueAt(report, ['captures', pair[side], outOfKey]) ?? 0);
    });
  return {
    id: `${name}@${pair.name}`,
    name,
    label,
    capture: pair.name,
    path: pathTexts(paths),
    unit,
    ...samplesAt(sides, paths, worst),
    outOf: { base: outOf('base'), candidate: outOf('candidate') },
    decides: name !== 'duplicated' || !isAllowedTwice(sides.candidate, pair.candidate),
    incomparable: whyNotCompared(sides, pair, name),
  };
}

/** A capture of which at-least-once is asked may deliver a change twice. */
function isAllowedTwice({ runs }: SideInput, capture: string): boolean {
  return runs.every(({ report }) => {
    const { captures = [] } = report.scenario.resolved as { captures?: { name: string; delivery?: string }[] };
    return captures.find(({ name }) => name === capture)?.delivery === 'at-least-once';
  });
}
