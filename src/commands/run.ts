import type { CommandModule } from 'yargs';
import type { ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';
import { reportOptions, type ReportedFlags } from './report-options.ts';

/** `alimentador run <scenario>` */
export function runCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, ReportedFlags> {
  return {
    command: 'run <scenario>',
    describe: 'prepare, seed, stream, compare, check, report',
    builder: yargs =>
      reportOptions(yargs)
        .example('$0 run scenarios/quickstart.yaml', 'on an embedded PostgreSQL')
        .example('$0 run scenarios/volume-5min.yaml --database env', 'on the database of DATABASE_URL'),
    handler: async flags => {
      // Loaded when needed: --help and completion answer at once.
      const [{ reportedRun }, { run }] = await Promise.all([import('./reported-run.ts'), import('../run.ts')]);
      finish(await reportedRun(flags, host, run));
    },
  };
}
