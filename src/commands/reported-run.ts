import { reporterKinds } from '../report/reporters/reporter-files.ts';
import type { ToldRun } from '../report/reporters/run-reporters.ts';
import { prepareReportFolder, reportFiles, writeReport, type ReportFiles } from '../report/write-report.ts';
import type { run } from '../run.ts';
import { UsageError } from '../shared/errors.ts';
import { exitCode, worstOf, type ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';
import { interleaved } from './interleaved.ts';
import { loadScenarios } from './load-scenarios.ts';
import type { ReportedFlags } from './report-options.ts';
import { reporterTargets } from './reporter-flag.ts';
import { newRunId, setScene, type ScenarioStep } from './scenario-step.ts';
import { tellAll, tellRun } from './tell-runs.ts';

/** What is to be run: scenarios in turn, so many times each. */
interface Asked {
  readonly scenarios: readonly string[];
  readonly repeat: number;
}

/** A run that is over, its report written. */
export interface EndedRun extends ToldRun {
  readonly exitCode: ExitCode;
  readonly files: ReportFiles;
}

type Flags = Omit<ReportedFlags, 'scenario'>;

/**
 * Loads, runs as `execute` does, one run after the other, writes the report of each and says what came out. A signal ends
 * the run under way and all that would come behind it.
 * @returns the worst exit code of all
 */
export async function reportedRun(
  { scenarios, repeat }: Asked,
  flags: Flags,
  host: Host,
  execute: typeof run,
): Promise<ExitCode> {
  const total = scenarios.length * repeat;
  if (total > 1 && flags.report !== undefined) {
    const hint = 'every run gets a file of its own in --out';
    throw new UsageError(`--report names one file, and there are ${total} runs`, { hint });
  }
  const targets = await reporterTargets(flags, reporterKinds, total, host);
  const turns = interleaved(await loadScenarios(scenarios, flags, host), repeat);
  const lanes = turns.map(({ scenario }) => lanesFromFlag(flags.operationsPerLane, scenario.streamPhase.lanes));
  await prepareReportFolder(reportFiles(flags.out, '', 0, flags.report));
  const scene = await setScene(flags, host);
  const ended: EndedRun[] = [];
  for (const [index, loaded] of turns.entries()) {
    if (host.stopping.aborted) break;
    if (total > 1) scene.context.progress.note(`run ${index + 1} of ${total}: ${loaded.scenario.file}`);
    const context = { ...scene.context, runId: newRunId() };
    ended.push(await runOnce({ ...scene, context, loaded }, lanes[index], flags, host, execute));
    if (total > 1) tellRun(ended, total, scene.colour, { flags, host });
  }
  await tellAll(ended, total, scene.colour, { flags, host, targets });
  const codes = ended.map(each => each.exitCode);
  if (ended.length === total) return worstOf(codes);
  return worstOf([...codes, host.stopping.reason === 'SIGTERM' ? exitCode.terminated : exitCode.interrupted]);
}

async function runOnce(
  { loaded, options, context }: ScenarioStep,
  operationsPerLane: number[] | undefined,
  { out, report: named, label, captures }: Flags,
  { clock }: Host,
  execute: typeof run,
): Promise<EndedRun> {
  const files = reportFiles(out, loaded.scenario.name, clock.wallMs(), named);
  const besideReport = files.json.replace(/\.json$/, '');
  const chosen = { ...options, label, operationsPerLane, captures, besideReport };
  const { report, exitCode: code } = await execute(loaded, chosen, context);
  await writeReport(report, files);
  context.logs.report.info('written', { ...files });
  return { report, exitCode: code, files, placeOf: path => loaded.file.problem(path, '') };
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
