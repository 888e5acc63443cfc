import { loadScenario, type LoadedScenario } from '../scenario/load-scenario.ts';
import { formatProblems, InvalidFiles } from '../yaml/problem.ts';
import type { Host } from './host.ts';
import { rehearsePlan } from './rehearse-plan.ts';
import { loadOptions, type ScenarioFlags } from './scenario-options.ts';

/** Before a run only this many operations are planned to see whether the plan works out: half a second at most. */
const rehearsedBeforeRun = 100_000;

/**
 * Loads what is to be run, says the warnings, and stops where unique values would run out on the way, or where
 * the plan is not the one that a scenario expects.
 * @throws InvalidFiles with all that is wrong with all of them, UsageError
 */
export async function loadScenarios(
  paths: readonly string[],
  flags: ScenarioFlags,
  host: Host,
): Promise<LoadedScenario[]> {
  const options = await loadOptions(flags, host);
  const loaded: LoadedScenario[] = [];
  const invalid: InvalidFiles[] = [];
  for (const path of paths) {
    try {
      const scenario = await loadScenario(path, options);
      checkPlan(scenario, host);
      loaded.push(scenario);
    } catch (error) {
      if (!(error instanceof InvalidFiles)) throw error;
      invalid.push(error);
    }
  }
  if (invalid.length === 0) return loaded;
  throw new InvalidFiles(
    invalid.flatMap(({ problems }) => problems),
    new Map(invalid.flatMap(({ sources }) => [...sources])),
  );
}

function checkPlan(loaded: LoadedScenario, host: Host): void {
  const { problems } = rehearsePlan(loaded, { finite: rehearsedBeforeRun, endless: rehearsedBeforeRun });
  if (problems.some(problem => problem.severity === 'error')) throw new InvalidFiles(problems, loaded.sources);
  if (problems.length > 0) host.stderr.write(`${formatProblems(problems, loaded.sources)}\n`);
}
