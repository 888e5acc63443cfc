import type { CommandModule } from 'yargs';
import { UsageError } from '../shared/errors.ts';
import type { ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';
import { reportOptions, type ReportedFlags } from './report-options.ts';
import { onlyScenario } from './scenario-files.ts';

/** As typed: the scenario may be left out. */
interface TypedFlags extends Omit<ReportedFlags, 'scenario'> {
  scenario?: string[] | undefined;
  repeat: number;
}

/** `alimentador run [scenario...]` */
export function runCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, TypedFlags> {
  return {
    command: 'run [scenario...]',
    describe: 'prepare, seed, stream, compare, check, report',
    builder: yargs =>
      reportOptions(yargs)
        .positional('scenario', {
          type: 'string',
          array: true,
          describe: 'scenario files; left out: the only one in scenarios/',
        })
        .option('repeat', {
          type: 'number',
          default: 1,
          requiresArg: true,
          describe: 'run each so many times, several in turn: a b b a a b',
        })
        .example('$0 run', 'the only scenario in scenarios/')
        .example('$0 run scenarios/quickstart.yaml', 'on an embedded PostgreSQL')
        .example('$0 run scenarios/volume-5min.yaml --database env', 'on the database of DATABASE_URL')
        .example('$0 run scenarios/smoke.yaml --reporter junit=junit.xml', 'and a file for CI')
        .example('$0 run a.yaml b.yaml --repeat 5', 'ten runs, to compare a with b'),
    handler: async ({ scenario = [], repeat, ...flags }) => {
      if (!Number.isSafeInteger(repeat) || repeat < 1) refuseRepeat(repeat);
      const scenarios = scenario.length === 0 ? [onlyScenario()] : scenario;
      // Loaded when needed: --help and completion answer at once.
      const [{ reportedRun }, { run }] = await Promise.all([import('./reported-run.ts'), import('../run.ts')]);
      finish(await reportedRun({ scenarios, repeat }, flags, host, run));
    },
  };
}

function refuseRepeat(repeat: number): never {
  const given = Number.isNaN(repeat) ? 'something else' : String(repeat);
  throw new UsageError(`--repeat needs a whole number from 1, not ${given}`, { hint: 'such as --repeat 5' });
}
