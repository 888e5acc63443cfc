import type { ChalkInstance } from 'chalk';
import { renderRepeats } from '../report/console/repeats-summary.ts';
import { renderRunLines } from '../report/console/run-lines.ts';
import { renderSummary } from '../report/console/summary.ts';
import { runReporters } from '../report/reporters/run-reporters.ts';
import type { ReporterKind } from '../report/reporters/reporter-files.ts';
import type { Host } from './host.ts';
import type { ReportedFlags } from './report-options.ts';
import type { EndedRun } from './reported-run.ts';
import { writeReporters, type ReporterTarget } from './reporter-flag.ts';

interface Told {
  readonly flags: Pick<ReportedFlags, 'json'>;
  readonly host: Host;
}

/** One of several runs, the last that ended: verdict, reasons and files, in few lines. */
export function tellRun(ended: readonly EndedRun[], total: number, colour: ChalkInstance, { flags, host }: Told): void {
  const { report, files } = ended.at(-1)!;
  const output = flags.json ? host.stderr : host.stdout;
  output.write(`${renderRunLines(report, { number: ended.length, total }, [files.json], colour).join('\n')}\n`);
}

/** What the reporters are to write, and the results: of one run its summary, of several how far they lie apart. */
export async function tellAll(
  ended: readonly EndedRun[],
  total: number,
  colour: ChalkInstance,
  { flags, host, targets }: Told & { readonly targets: readonly ReporterTarget<ReporterKind>[] },
): Promise<void> {
  await writeReporters(targets, kind => runReporters[kind](ended), host, flags.json);
  const reports = ended.map(({ report }) => report);
  const [only] = ended;
  const paths = total === 1 && only !== undefined ? [only.files.json, only.files.html] : [];
  const written = [...paths, ...targets.flatMap(({ path }) => path ?? [])];
  const result = total === 1 ? reports[0] : reports;
  if (flags.json) {
    if (result !== undefined) host.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    if (written.length > 0) host.stderr.write(`${written.join('\n')}\n`);
  } else if (total === 1) {
    if (only !== undefined) host.stdout.write(`${renderSummary(only.report, written, colour)}\n`);
  } else host.stdout.write(`\n${renderRepeats(reports, total, written, colour)}\n`);
}
