import type { CommandModule } from 'yargs';
import type { ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';
import { reportOptions, type ReportedFlags } from './report-options.ts';
import { onlyScenario } from './scenario-files.ts';

/** As typed: the scenario may be left out. */
type TypedFlags = Omit<ReportedFlags, 'scenario'> & { scenario?: string | undefined };

/** `alimentador run [scenario]` */
export function runCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, TypedFlags> {
  return {
    command: 'run [scenario]',
    describe: 'prepare, seed, stream, compare, check, report',
    builder: yargs =>
      reportOptions(yargs)
        .positional('scenario', { type: 'string', describe: 'a scenario file; left out: the only one in scenarios/' })
        .example('$0 run', 'the only scenario in scenarios/')
        .example('$0 run scenarios/quickstart.yaml', 'on an embedded PostgreSQL')
        .example('$0 run scenarios/volume-5min.yaml --database env', 'on the database of DATABASE_URL'),
    handler: async flags => {
      // Loaded when needed: --help and completion answer at once.
      const [{ reportedRun }, { run }] = await Promise.all([import('./reported-run.ts'), import('../run.ts')]);
      finish(await reportedRun({ ...flags, scenario: flags.scenario ?? onlyScenario() }, host, run));
    },
  };
}
