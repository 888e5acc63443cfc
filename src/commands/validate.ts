import type { CommandModule } from 'yargs';
import { makeWorkload } from '../plan/make-workload.ts';
import { rehearsalMax, rehearse } from '../plan/rehearse.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { exitCode, type ExitCode } from '../shared/exit-code.ts';
import { formatProblems, InvalidFiles } from '../yaml/problem.ts';
import { explainPlan } from './explain.ts';
import type { Host } from './host.ts';
import { loadOptions, scenarioOptions, type ScenarioFlags } from './scenario-options.ts';

interface ValidateFlags extends ScenarioFlags {
  scenario: string[];
  explain: boolean;
}

/** `alimentador validate <scenario...>` */
export function validateCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, ValidateFlags> {
  return {
    command: 'validate <scenario...>',
    describe: 'show all problems of scenarios and their models, with places and hints',
    builder: yargs =>
      scenarioOptions(yargs)
        .positional('scenario', { type: 'string', array: true, demandOption: true, describe: 'scenario files' })
        .option('explain', { type: 'boolean', default: false, describe: 'print what a run will do' })
        .example('$0 validate scenarios/*.yaml', 'all of them') as never,
    handler: async flags => {
      let code: ExitCode = exitCode.passed;
      for (const path of flags.scenario) if (!(await validate(path, flags, host))) code = exitCode.usage;
      finish(code);
    },
  };
}

async function validate(path: string, flags: ValidateFlags, host: Host): Promise<boolean> {
  try {
    const { scenario, model, warnings, file, sources } = await loadScenario(path, loadOptions(flags, host));
    const workload = makeWorkload(scenario, model);
    const rehearsal = rehearse(workload, rehearsalMax);
    const problems = [
      ...warnings,
      ...rehearsal.warnings.map(message => file.problem(['streamPhase'], message, { severity: 'warning', at: 'key' })),
      ...rehearsal.exhausted.map(({ table, message }) => file.problem(['seedPhase', 'volumes', table], message)),
    ];
    if (problems.some(problem => problem.severity === 'error')) throw new InvalidFiles(problems, sources);
    if (problems.length > 0) host.stderr.write(`${formatProblems(problems, sources)}\n`);
    host.stdout.write(`${path}: valid${problems.length > 0 ? ', with warnings' : ''}\n`);
    if (flags.explain) host.stdout.write(explainPlan(scenario, workload, rehearsal.summary));
    return true;
  } catch (error) {
    if (!(error instanceof InvalidFiles)) throw error;
    host.stderr.write(`${error.message}\n`);
    return false;
  }
}
