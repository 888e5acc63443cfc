import { rehearsalMax } from '../plan/rehearse.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { formatProblems, InvalidFiles } from '../yaml/problem.ts';
import { explainPlan } from './explain.ts';
import type { Host } from './host.ts';
import { rehearsePlan } from './rehearse-plan.ts';
import { loadOptions } from './scenario-options.ts';
import type { ValidateFlags } from './validate.ts';

/** Of an endless plan so many operations are planned: enough to see what runs short. */
const endlessRehearsed = 100_000;

/** Says everything that is wrong with a scenario and its model; true when nothing is. */
export async function validateScenario(path: string, flags: ValidateFlags, host: Host): Promise<boolean> {
  try {
    const loaded = await loadScenario(path, await loadOptions(flags, host));
    const { sources } = loaded;
    const limits = { finite: rehearsalMax, endless: endlessRehearsed };
    const { workload, rehearsal, problems } = rehearsePlan(loaded, limits);
    if (problems.some(problem => problem.severity === 'error')) throw new InvalidFiles(problems, sources);
    if (problems.length > 0) host.stderr.write(`${formatProblems(problems, sources)}\n`);
    host.stdout.write(`${path}: valid${problems.length > 0 ? ', with warnings' : ''}\n`);
    if (flags.explain) host.stdout.write(explainPlan(loaded.scenario, workload, rehearsal.summary));
    return true;
  } catch (error) {
    if (!(error instanceof InvalidFiles)) throw error;
    host.stderr.write(`${error.message}\n`);
    return false;
  }
}
