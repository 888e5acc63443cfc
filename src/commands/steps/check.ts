import { exitCode } from '../../shared/exit-code.ts';
import type { StepFlags } from '../step-options.ts';
import type { Step } from './step-command.ts';

/** `alimentador check <scenario>` */
export const check: Step<StepFlags> = {
  name: 'check',
  describe: 'compare every row with what seed and all streams so far must have left, and run the checks',
  examples: [['scenarios/volume-5min.yaml --database env', 'exit 1 where something differs or a check fails']],
  run: async ({ loaded, options, context, colour }, flags, host) => {
    const [{ checkStep }, { renderChecked }] = await Promise.all([
      import('../../steps/check-step.ts'),
      import('../../report/console/checked-summary.ts'),
    ]);
    const checked = await checkStep(loaded, options, context);
    host.stdout.write(`${flags.json ? JSON.stringify(checked, null, 2) : renderChecked(checked, colour)}\n`);
    for (const place of checked.notAsked)
      host.stderr.write(`warning: checks on ${place} were not run: only \`run\` looks at replicas\n`);
    const isFine = checked.state.matches && checked.checks.every(each => each.passed);
    return isFine ? exitCode.passed : exitCode.failed;
  },
};
