import { readFile } from 'node:fs/promises';
import type { CommandModule } from 'yargs';
import { renderHtml } from '../report/html/page.ts';
import { parseReport } from '../report/parse-report.ts';
import { writeWhole } from '../report/write-report.ts';
import { messageOf, UsageError } from '../shared/errors.ts';
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
        .example('$0 report reports/quickstart.json', 'writes reports/quickstart.html') as never,
    handler: async ({ report: path, html = `${path.replace(/\.json$/, '')}.html` }) => {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        throw new UsageError(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
      });
      await writeWhole(html, renderHtml(await parseReport(text, path)));
      host.stdout.write(`${html}\n`);
      finish(exitCode.passed);
    },
  };
}
