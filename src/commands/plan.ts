import type { CommandModule } from 'yargs';
import { exitCode, type ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';
import { scenarioOptions, type ScenarioFlags } from './scenario-options.ts';

export interface PlanFlags extends ScenarioFlags {
  scenario: string;
  digest: boolean;
  limit?: number | undefined;
}

/** `alimentador plan <scenario>` */
export function planCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, PlanFlags> {
  return {
    command: 'plan <scenario>',
    describe: 'print the operations as NDJSON, without a database',
    builder: yargs =>
      scenarioOptions(yargs)
        .positional('scenario', { type: 'string', demandOption: true, describe: 'a scenario file' })
        .option('digest', { type: 'boolean', default: false, describe: 'print the digests instead' })
        .option('limit', { type: 'number', requiresArg: true, describe: 'print so many operations at most' })
        .example('$0 plan scenarios/quickstart.yaml --limit 5', 'the first five'),
    handler: async flags => {
      const { printPlan } = await import('./print-plan.ts');
      await printPlan(flags, host);
      finish(exitCode.passed);
    },
  };
}
