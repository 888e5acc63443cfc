import type { CommandModule } from 'yargs';
import type { ExitCode } from '../shared/exit-code.ts';
import { compareOptions, type CompareFlags } from './compare-options.ts';
import type { Host } from './host.ts';

/** `alimentador compare <base> <candidate>` */
export function compareCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, CompareFlags> {
  return {
    command: 'compare <base> <candidate>',
    describe: 'hold the reports of two sets of runs against each other',
    builder: yargs =>
      compareOptions(yargs)
        .example('$0 compare base.json candidate.json', 'one run a side: what is exact decides')
        .example('$0 compare old=reports/old new=reports/new', 'all reports of two folders')
        .example('$0 compare old new --reporter junit=junit.xml', 'and a file for CI')
        .example('$0 compare run.json#dbz27 run.json#dbz36', 'two captures of one run'),
    handler: async flags => {
      const { compareFiles } = await import('./compare/compare-files.ts');
      finish(await compareFiles(flags, host));
    },
  };
}
