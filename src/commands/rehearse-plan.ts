import { makeWorkload } from '../plan/make-workload.ts';
import { rehearse, type Rehearsal } from '../plan/rehearse.ts';
import type { Workload } from '../plan/workload.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import type { Problem } from '../yaml/problem.ts';
import { unexpectedDigest } from './unexpected-digest.ts';

/** What planning shows of a scenario before anything is written. */
interface RehearsedPlan {
  readonly workload: Workload;
  readonly rehearsal: Rehearsal;
  /** Also what loading warned of. */
  readonly problems: readonly Problem[];
}

/**
 * Plans without a database and says, at their places in the file, what would run short, and where the plan is not the
 * expected one.
 * @param limits how many operations are planned at most; of a plan with an expected digest it is all of them
 */
export function rehearsePlan(
  { scenario, model, warnings, file }: LoadedScenario,
  limits: { readonly finite: number; readonly endless: number },
): RehearsedPlan {
  const workload = makeWorkload(scenario, model);
  const limit = workload.schedule.count === undefined ? limits.endless : limits.finite;
  // What is expected of the whole can be seen in the whole only.
  const rehearsal = rehearse(workload, scenario.expectedPlanDigest === undefined ? limit : Infinity);
  return {
    workload,
    rehearsal,
    problems: [
      ...warnings,
      ...rehearsal.warnings.map(message => file.problem(['streamPhase'], message, { severity: 'warning', at: 'key' })),
      ...rehearsal.exhausted.map(({ table, message }) => file.problem(['seedPhase', 'volumes', table], message)),
      ...unexpectedDigest({ scenario, file }, rehearsal.summary.digest),
    ],
  };
}
