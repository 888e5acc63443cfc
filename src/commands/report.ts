import type { CommandModule } from 'yargs';
import { exitCode, type ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';

interface ReportFlags {
  report: string;
  html?: string | undefined;
}

/** `alimentador report <report.json>` */
export function reportCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, ReportFlags> {
  return {
    command: 'report <report>',
    describe: 'make the HTML again from a report in JSON',
    builder: yargs =>
      yargs
        .positional('report', { type: 'string', demandOption: true, describe: 'a report in JSON' })
        .option('html', { type: 'string', requiresArg: true, describe: 'where to write; left out: beside the JSON' })
        .example('$0 report reports/quickstart.json', 'writes reports/quickstart.html'),
    handler: async ({ report: path, html = `${path.replace(/\.json(?:\.gz)?$/, '')}.html` }) => {
      const { renderAgain } = await import('./render-again.ts');
      await renderAgain(path, html);
      host.stdout.write(`${html}\n`);
      finish(exitCode.passed);
    },
  };
}
