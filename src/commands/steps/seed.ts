import { exitCode } from '../../shared/exit-code.ts';
import type { StepFlags } from '../step-options.ts';
import type { Step } from './step-command.ts';

/** `alimentador seed <scenario>` */
export const seed: Step<StepFlags> = {
  name: 'seed',
  describe: 'load the table volumes into tables that stand and are empty',
  examples: [['scenarios/volume-5min.yaml --database env', 'after init-db']],
  run: async ({ loaded, options, context }, flags, host) => {
    const [{ seedStep }, { seedTable }] = await Promise.all([
      import('../../steps/seed-step.ts'),
      import('../../report/console/seed-table.ts'),
    ]);
    const seeded = await seedStep(loaded, options, context);
    host.stdout.write(`${flags.json ? JSON.stringify(seeded, null, 2) : seedTable(seeded).join('\n')}\n`);
    if (!context.stopping.aborted) return exitCode.passed;
    host.stderr.write('the seed phase was cut off: `alimentador reset` before it is begun anew\n');
    return context.stopping.reason === 'SIGTERM' ? exitCode.terminated : exitCode.interrupted;
  },
};
