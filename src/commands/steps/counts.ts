import { exitCode } from '../../shared/exit-code.ts';
import type { StepFlags } from '../step-options.ts';
import type { Step } from './step-command.ts';

/** `alimentador counts <scenario>` */
export const counts: Step<StepFlags> = {
  name: 'counts',
  describe: 'rows of each table: seeded, now, growth; also while a stream runs',
  examples: [['scenarios/volume-5min.yaml --database env', 'in the database of DATABASE_URL']],
  run: async ({ loaded, options, context }, flags, host) => {
    const [{ countsStep }, { growthTable }] = await Promise.all([
      import('../../steps/counts-step.ts'),
      import('../../report/console/growth-table.ts'),
    ]);
    const tables = await countsStep(loaded, options, context);
    host.stdout.write(`${flags.json ? JSON.stringify({ tables }, null, 2) : growthTable(tables).join('\n')}\n`);
    return exitCode.passed;
  },
};
