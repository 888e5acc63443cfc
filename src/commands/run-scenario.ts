import { randomBytes } from 'node:crypto';
import { rehearse } from '../plan/rehearse.ts';
import { makeWorkload } from '../plan/make-workload.ts';
import { createColour } from '../report/console/colour.ts';
import { createProgress } from '../report/console/progress.ts';
import { renderSummary } from '../report/console/summary.ts';
import { prepareReportFolder, reportFiles, writeReport } from '../report/write-report.ts';
import { run } from '../run.ts';
import { loadScenario, type LoadedScenario } from '../scenario/load-scenario.ts';
import { UsageError } from '../shared/errors.ts';
import type { ExitCode } from '../shared/exit-code.ts';
import { formatProblems, InvalidFiles } from '../yaml/problem.ts';
import { databaseFromFlag } from './database-flag.ts';
import type { Host } from './host.ts';
import type { RunFlags } from './run.ts';
import { loadOptions } from './scenario-options.ts';

/** Before a run only this many operations are planned to see whether the plan works out: half a second at most. */
const rehearsedBeforeRun = 100_000;

/** Loads, runs, writes the report and says what came out. */
export async function runScenario(flags: RunFlags, host: Host): Promise<ExitCode> {
  const loaded = await loadScenario(flags.scenario, await loadOptions(flags, host));
  checkPlan(loaded, host);
  const files = reportFiles(flags.out, loaded.scenario.name, host.clock.wallMs(), flags.report);
  await prepareReportFolder(files);
  const colour = createColour({ stream: host.stdout, flag: flags.color, environment: host.environment });
  const errorColour = createColour({ stream: host.stderr, flag: flags.color, environment: host.environment });
  const mode = flags.quiet ? 'quiet' : host.stderr.isTTY ? 'bar' : 'lines';
  const progress = createProgress({ stream: host.stderr, mode, colour: errorColour, clock: host.clock });
  const operationsPerLane = lanesFromFlag(flags.operationsPerLane, loaded.scenario.streamPhase.lanes);
  const target = databaseFromFlag(flags.database, host.environment);
  const runId = randomBytes(4).toString('hex');
  const { report, exitCode } = await run(
    loaded,
    { ...target, label: flags.label, operationsPerLane },
    { ...host, runId, progress },
  );
  await writeReport(report, files);
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
