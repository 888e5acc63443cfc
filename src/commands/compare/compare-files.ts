import { mkdir } from 'node:fs/promises';
import { compareReports } from '../../compare/compare-reports.ts';
import { renderComparison } from '../../compare/console/comparison-text.ts';
import type { Comparison } from '../../compare/comparison.generated.ts';
import { comparisonReporters, type ToldComparison } from '../../compare/reporters/comparison-reporters.ts';
import { settingsOf } from '../../compare/settings-of.ts';
import { createColour } from '../../report/console/colour.ts';
import { reporterKinds } from '../../report/reporters/reporter-files.ts';
import { toolFacts } from '../../report/tool.ts';
import { reportFiles, writeWhole } from '../../report/write-report.ts';
import { messageOf, UsageError } from '../../shared/errors.ts';
import { exitCode, type ExitCode } from '../../shared/exit-code.ts';
import type { CompareFlags } from '../compare-options.ts';
import type { Host } from '../host.ts';
import { reporterTargets, writeReporters } from '../reporter-flag.ts';
import { flagWords } from './flag-words.ts';
import { readSide } from './read-side.ts';

/** Reads both sides, compares them and says what came out. */
export async function compareFiles(flags: CompareFlags, host: Host): Promise<ExitCode> {
  const targets = await reporterTargets(flags, reporterKinds, 1, host);
  const sides = { base: await readSide(flags.base), candidate: await readSide(flags.candidate) };
  const { name, version } = toolFacts(host.nodeVersion);
  const comparison = compareReports(sides, {
    allowDifferent: flags.allowDifferent,
    settings: settingsOf(sides, flagWords(flags)),
    comparedAtMs: host.clock.wallMs(),
    tool: { name, version },
  });
  const { file } = sides.candidate.runs[0]!.report.scenario;
  const told = { comparison, failOn: flags.failOn, file };
  await writeReporters(targets, kind => comparisonReporters[kind](told), host, flags.json);
  const out = flags.out === undefined ? [] : await writeComparison(told, flags.out);
  const files = [...out, ...targets.flatMap(({ path }) => path ?? [])];
  if (flags.json) {
    host.stdout.write(comparisonReporters.json(told));
    if (files.length > 0) host.stderr.write(`${files.join('\n')}\n`);
  } else {
    const colour = createColour({ stream: host.stdout, flag: flags.color, environment: host.environment });
    host.stdout.write(`${renderComparison(comparison, files, colour)}\n`);
  }
  return exitCodeOf(comparison, flags.failOn);
}

function exitCodeOf({ verdict }: Comparison, failOn: CompareFlags['failOn']): ExitCode {
  const isFailed = verdict === 'failed' || (verdict === 'suspect' && failOn === 'suspect');
  return isFailed ? exitCode.failed : exitCode.passed;
}

/** JSON and HTML, as a run has them. */
async function writeComparison(told: ToldComparison, folder: string): Promise<string[]> {
  const { scenario, comparedAt } = told.comparison;
  const { json, html } = reportFiles(folder, `${scenario.name}-compared`, Date.parse(comparedAt), undefined);
  try {
    await mkdir(folder, { recursive: true });
    await writeWhole(json, comparisonReporters.json(told));
    await writeWhole(html, comparisonReporters.html(told));
  } catch (error) {
    throw new UsageError(`the comparison cannot be written to ${folder}: ${messageOf(error)}`, { cause: error });
  }
  return [json, html];
}
