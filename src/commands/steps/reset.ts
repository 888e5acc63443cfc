import { exitCode } from '../../shared/exit-code.ts';
import type { StepFlags } from '../step-options.ts';
import { sayTables } from './init-db.ts';
import type { Step } from './step-command.ts';

interface ResetFlags extends StepFlags {
  forceReset: boolean;
}

/** `alimentador reset <scenario>` */
export const reset: Step<ResetFlags> = {
  name: 'reset',
  describe: "drop the model's tables with their rows and make them again, empty",
  examples: [
    ['scenarios/volume-5min.yaml --database env', 'only what alimentador made'],
    ['scenarios/volume-5min.yaml --database env --force-reset', 'also tables of those names that somebody else made'],
  ],
  options: yargs =>
    yargs.option('force-reset', {
      type: 'boolean',
      default: false,
      describe: "also drop tables of the model's names that alimentador did not make",
    }),
  run: async (step, flags, host) => {
    const { tablesStep } = await import('../../steps/tables-step.ts');
    await tablesStep(step.loaded, step.options, step.context, flags.forceReset ? 'forceReset' : 'reset');
    sayTables(step, flags, host, 'made', 'dropped and made again, empty');
    return exitCode.passed;
  },
};
