import { makeWorkload } from '../plan/make-workload.ts';
import { rehearse } from '../plan/rehearse.ts';
import { renderSummary } from '../report/console/summary.ts';
import { prepareReportFolder, reportFiles, writeReport } from '../report/write-report.ts';
import type { run } from '../run.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { UsageError } from '../shared/errors.ts';
import type { ExitCode } from '../shared/exit-code.ts';
import { formatProblems, InvalidFiles } from '../yaml/problem.ts';
import type { Host } from './host.ts';
import type { ReportedFlags } from './report-options.ts';
import { scenarioStep } from './scenario-step.ts';

/** Before a run only this many operations are planned to see whether the plan works out: half a second at most. */
const rehearsedBeforeRun = 100_000;

/** Loads, runs as `execute` does, writes the report and says what came out. */
export async function reportedRun(flags: ReportedFlags, host: Host, execute: typeof run): Promise<ExitCode> {
  const { loaded, options, context, colour } = await scenarioStep(flags, host, found => checkPlan(found, host));
  const { name, streamPhase } = loaded.scenario;
  const operationsPerLane = lanesFromFlag(flags.operationsPerLane, streamPhase.lanes);
  const files = reportFiles(flags.out, name, host.clock.wallMs(), flags.report);
  await prepareReportFolder(files);
  const { report, exitCode } = await execute(
    loaded,
    {
      ...options,
      label: flags.label,
      operationsPerLane,
      captures: flags.captures,
      besideReport: files.json.replace(/\.json$/, ''),
    },
    context,
  );
  await writeReport(report, files);
  context.logs.report.info('written', { ...files });
  const paths = [files.json, files.html];
  if (flags.json) {
    host.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    host.stderr.write(`${paths.join('\n')}\n`);
  } else host.stdout.write(`${renderSummary(report, paths, colour)}\n`);
  return exitCode;
}

/** Says the warnings, and stops where unique values would run out on the way. */
function checkPlan(loaded: LoadedScenario, host: Host): void {
  const { exhausted, warnings } = rehearse(makeWorkload(loaded.scenario, loaded.model), rehearsedBeforeRun);
  const problems = [
    ...loaded.warnings,
    ...warnings.map(message => loaded.file.problem(['streamPhase'], message, { severity: 'warning', at: 'key' })),
    ...exhausted.map(({ table, message }) => loaded.file.problem(['seedPhase', 'volumes', table], message)),
  ];
  if (problems.some(problem => problem.severity === 'error')) throw new InvalidFiles(problems, loaded.sources);
  if (problems.length > 0) host.stderr.write(`${formatProblems(problems, loaded.sources)}\n`);
}

function lanesFromFlag(text: string | undefined, lanes: number): number[] | undefined {
  if (text === undefined) return undefined;
  const counts = text.split(',').map(Number);
  if (counts.length !== lanes || counts.some(count => !Number.isSafeInteger(count) || count < 0)) {
    const hint = 'executed.operationsPerLane of a report has them';
    throw new UsageError(`--operations-per-lane needs ${lanes} whole numbers joined by commas, not "${text}"`, {
      hint,
    });
  }
  return counts;
}
