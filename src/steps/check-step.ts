import { runChecks } from '../observe/checks.ts';
import type { StateResult } from '../observe/state-check.ts';
import type { CheckResult } from '../report/report.generated.ts';
import type { RunContext, RunOptions } from '../run-context.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { onStandingTables } from './on-standing-tables.ts';
import { compareAll, standingOf } from './going-on.ts';

/** What `check` found. */
export interface Checked {
  readonly state: StateResult;
  readonly checks: readonly CheckResult[];
  /** Replicas that checks name: only a run looks at those. */
  readonly notAsked: readonly string[];
}

/**
 * Compares every row with what the seed phase and all streams so far must have left, and runs the checks.
 * @throws UsageError for a scenario that makes other rows
 * @throws CannotRun where nobody can know what there must be
 */
export async function checkStep(loaded: LoadedScenario, options: RunOptions, context: RunContext): Promise<Checked> {
  return onStandingTables(loaded, options, context, async database => {
    const state = await compareAll(await standingOf(loaded, database, context), database);
    const { results, notAsked } = await runChecks(loaded.scenario.checks, new Map([['source', database.query]]));
    return { state, checks: results, notAsked };
  });
}
