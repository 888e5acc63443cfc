import type { Argv, CommandModule } from 'yargs';
import type { ExitCode } from '../../shared/exit-code.ts';
import type { Host } from '../host.ts';
import type { ScenarioStep } from '../scenario-step.ts';
import { scenarioArgument, stepOptions, type StepFlags } from '../step-options.ts';

/** One phase on a given database, as a command. */
export interface Step<Flags extends StepFlags> {
  readonly name: string;
  readonly describe: string;
  /** Arguments behind the command's name, and what they are for. */
  readonly examples: readonly (readonly [string, string])[];
  readonly options?: (yargs: Argv<StepFlags>) => Argv<StepFlags>;
  /** Does the step and says what came of it on stdout. */
  readonly run: (step: ScenarioStep, flags: Flags, host: Host) => Promise<ExitCode>;
}

export function stepCommand<Flags extends StepFlags = StepFlags>(
  { name, describe, examples, options, run }: Step<Flags>,
  host: Host,
  finish: (code: ExitCode) => void,
): CommandModule<object, Flags> {
  return {
    command: `${name} <scenario>`,
    describe,
    builder: yargs => {
      const common = stepOptions(yargs).positional('scenario', scenarioArgument);
      const all = examples.reduce(
        (known, [words, why]) => known.example(`$0 ${name} ${words}`, why),
        options?.(common) ?? common,
      );
      return all as unknown as Argv<Flags>;
    },
    handler: async flags => {
      const { scenarioStep } = await import('../scenario-step.ts');
      const step = await scenarioStep(flags, host);
      finish(await run(step, flags as unknown as Flags, host));
    },
  };
}
