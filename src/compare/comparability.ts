import { UsageError } from '../shared/errors.ts';
import { aspects, settingAspects, type Aspect } from './aspects.ts';
import type { FacingCaptures, RunDifference } from './comparison.generated.ts';
import { incompleteness } from './incompleteness.ts';
import { judgingAspects } from './judging-aspects.ts';
import { pairAspects } from './pair-aspects.ts';
import { both, type Both, type NamedReport, type SideInput } from './side-input.ts';
import { differingWorkloadKeys } from './workload-keys.ts';

/**
 * In what the runs differ besides what they may differ in.
 * @param allowDifferent take as allowed what would else refuse the comparison; incomplete runs are refused even so
 * @throws UsageError with everything that keeps them from being compared
 */
export function comparability(
  sides: Both<SideInput>,
  facing: readonly FacingCaptures[],
  allowDifferent: boolean,
): RunDifference[] {
  const runs = [...sides.base.runs, ...sides.candidate.runs];
  const common = [...aspects, ...judgingAspects, ...settingAspects(runs.map(({ report }) => report))];
  const found = [
    ...common.flatMap(aspect =>
      differenceIn(
        aspect.what,
        aspect,
        both(sides, side => valuesOf(side, aspect)),
      ),
    ),
    ...facing.flatMap(pair =>
      pairAspects(pair).flatMap(aspect =>
        differenceIn(aspect.what, aspect, {
          base: [...new Set(sides.base.runs.map(({ report }) => aspect.of(report, pair.base)))],
          candidate: [...new Set(sides.candidate.runs.map(({ report }) => aspect.of(report, pair.candidate)))],
        }),
      ),
    ),
  ];
  const different = found.filter(({ weight }) => weight === 'refused');
  const incomplete = [...new Map(runs.map(run => [run.file, run])).values()].flatMap(incompleteness);
  const refusals = [...incomplete, ...(allowDifferent ? [] : different.map(each => inWords(each, runs)))];
  if (refusals.length > 0) throw new UsageError(message(refusals), hint(incomplete, different, allowDifferent));
  return found.map(({ weight, ...rest }) => ({ ...rest, weight: weight === 'refused' ? 'allowed' : 'warning' }));
}

type Found = Omit<RunDifference, 'weight'> & { weight: Aspect['weight'] };

function valuesOf({ runs }: SideInput, aspect: Aspect): string[] {
  return [...new Set(runs.map(({ report }) => aspect.of(report)))];
}

/** Also where only the runs of one side differ: they are no repetitions of each other then. */
function differenceIn(what: string, { weight }: Pick<Aspect, 'weight'>, { base, candidate }: Both<string[]>): Found[] {
  if (new Set([...base, ...candidate]).size === 1) return [];
  return [{ what, base: base.join(', '), candidate: candidate.join(', '), weight }];
}

function inWords({ what, base, candidate }: Found, runs: readonly NamedReport[]): string {
  const differ = `${what} differs: base ${base}, candidate ${candidate}`;
  if (what !== 'workload.digest') return differ;
  const first = runs[0]!.report;
  const keys = new Set(runs.flatMap(({ report }) => differingWorkloadKeys(first, report)));
  const where = keys.size === 0 ? 'the model, its tables or its files' : [...keys].join(', ');
  return `the workloads differ in ${where} (workload.digest: base ${shortened(base)}, candidate ${shortened(candidate)})`;
}

function shortened(digests: string): string {
  return digests
    .split(', ')
    .map(digest => digest.slice(0, 12))
    .join(', ');
}

function message(refusals: readonly string[]): string {
  const [only, ...more] = refusals;
  return more.length === 0
    ? `the reports cannot be compared: ${only}`
    : `the reports cannot be compared:\n${refusals.map(each => `  - ${each}`).join('\n')}\n`;
}

function hint(incomplete: readonly string[], different: readonly Found[], allowed: boolean): { hint?: string } {
  if (incomplete.length > 0) return { hint: 'run them again to their end' };
  return different.length > 0 && !allowed ? { hint: '--allow-different compares them all the same' } : {};
}
