import type { CommandModule } from 'yargs';
import type { ExitCode } from '../../shared/exit-code.ts';
import type { Host } from '../host.ts';
import { reportOptions, type ReportedFlags } from '../report-options.ts';
import { scenarioArgument } from '../step-options.ts';

/** `alimentador stream <scenario>` */
export function streamCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, ReportedFlags> {
  return {
    command: 'stream <scenario>',
    describe: 'the stream alone, on seeded rows, from where the last one ended; then compare, check, report',
    builder: yargs =>
      reportOptions(yargs)
        .positional('scenario', scenarioArgument)
        .example('$0 stream scenarios/volume-5min.yaml --database env', 'after init-db and seed')
        .example('$0 stream scenarios/volume-5min.yaml --database env --interval 0 --duration 60s', 'at full speed')
        .example('$0 stream scenarios/volume-5min.yaml --database env --duration until-stopped', 'until Ctrl-C'),
    handler: async flags => {
      const [{ reportedRun }, { streamStep }] = await Promise.all([
        import('../reported-run.ts'),
        import('../../steps/stream-step.ts'),
      ]);
      finish(await reportedRun({ scenarios: [flags.scenario], repeat: 1 }, flags, host, streamStep));
    },
  };
}
