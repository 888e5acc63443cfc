import type { CommandModule } from 'yargs';
import type { ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';
import { scenarioOptions, type ScenarioFlags } from './scenario-options.ts';

export interface DoctorFlags extends ScenarioFlags {
  scenario: string;
  database?: string | undefined;
}

/** `alimentador doctor <scenario>` */
export function doctorCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, DoctorFlags> {
  return {
    command: 'doctor <scenario>',
    describe: 'say what a given server lacks for the scenario, with the lines that mend it',
    builder: yargs =>
      scenarioOptions(yargs)
        .positional('scenario', { type: 'string', demandOption: true, describe: 'a scenario file' })
        .option('database', { type: 'string', requiresArg: true, describe: 'connection URL, or "env"' })
        .example('$0 doctor scenarios/quickstart.yaml --database env', 'the database of DATABASE_URL'),
    handler: async flags => {
      const { examine } = await import('./examine.ts');
      finish(await examine(flags, host));
    },
  };
}
