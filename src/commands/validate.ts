import type { CommandModule } from 'yargs';
import { exitCode, type ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';
import { scenarioOptions, type ScenarioFlags } from './scenario-options.ts';

export interface ValidateFlags extends ScenarioFlags {
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
        .example('$0 validate scenarios/*.yaml', 'all of them'),
    handler: async flags => {
      const { validateScenario } = await import('./validate-scenario.ts');
      let code: ExitCode = exitCode.passed;
      for (const path of flags.scenario) if (!(await validateScenario(path, flags, host))) code = exitCode.usage;
      finish(code);
    },
  };
}
