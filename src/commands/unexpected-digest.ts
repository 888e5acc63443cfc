import type { LoadedScenario } from '../scenario/load-scenario.ts';
import type { Problem } from '../yaml/problem.ts';

/**
 * The problem of a plan that is not the one that the scenario expects, at its key; none where it is, or where nothing is
 * expected.
 * @param planned digest of the whole plan
 */
export function unexpectedDigest(
  { scenario, file }: Pick<LoadedScenario, 'scenario' | 'file'>,
  planned: string,
  severity?: 'warning',
): Problem[] {
  const { expectedPlanDigest: expected, overrides } = scenario;
  if (expected === undefined || expected === planned) return [];
  const message = `expected the plan ${expected}, and it is ${planned}: this is another workload`;
  const update = `if that is meant, write what \`alimentador plan ${scenario.file} --digest\` prints`;
  const hint =
    overrides.length === 0
      ? `${update}; else go back to the model, tool and faker that made the other`
      : `the command line says ${overrides.join(' ')}: add --set expect={} where that is meant, or ${update}`;
  return [file.problem(['expect', 'planDigest'], message, { at: 'key', hint, ...(severity && { severity }) })];
}
