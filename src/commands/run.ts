import { randomBytes } from 'node:crypto';
import type { Argv, CommandModule } from 'yargs';
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
import type { Host } from './host.ts';
import { loadOptions, scenarioOptions, type ScenarioFlags } from './scenario-options.ts';
import { databaseFromFlag } from './database-flag.ts';

interface RunFlags extends ScenarioFlags {
  scenario: string;
  database?: string | undefined;
  out: string;
  report?: string | undefined;
  json: boolean;
  quiet: boolean;
  color?: boolean | undefined;
  operationsPerLane?: string | undefined;
}

/** Before a run only this many operations are planned to see whether the plan works out: half a second at most. */
const rehearsedBeforeRun = 100_000;

/** `alimentador run <scenario>` */
export function runCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, RunFlags> {
  return {
    command: 'run <scenario>',
    describe: 'prepare, seed, stream, compare, check, report',
    builder: yargs => options(yargs as Argv<object>),
    handler: async flags => finish(await runScenario(flags, host)),
  };
}

function options(yargs: Argv<object>): Argv<RunFlags> {
  return scenarioOptions(yargs)
    .positional('scenario', { type: 'string', demandOption: true, describe: 'a scenario file' })
    .option('database', { type: 'string', requiresArg: true, describe: 'connection URL, or "env" for DATABASE_URL or PGHOST and so on' })
    .option('out', { type: 'string', default: 'reports', requiresArg: true, describe: 'folder for the report' })
    .option('report', { type: 'string', requiresArg: true, describe: 'file for the report instead of a made-up name' })
    .option('json', { type: 'boolean', default: false, describe: 'print the report as JSON on stdout and nothing else' })
    .option('quiet', { alias: 'q', type: 'boolean', default: false, describe: 'no progress' })
    .option('color', { type: 'boolean', describe: 'colours even off a terminal; --no-color for none' })
    .option('operations-per-lane', { type: 'string', requiresArg: true, describe: 'replay: operations of each lane, such as 120,118,121,119' })
    .example('$0 run scenarios/quickstart.yaml', 'on an embedded PostgreSQL')
    .example('$0 run scenarios/volume-5min.yaml --database env', 'on the database of DATABASE_URL') as unknown as Argv<RunFlags>;
}

async function runScenario(flags: RunFlags, host: Host): Promise<ExitCode> {
  const loaded = await loadScenario(flags.scenario, loadOptions(flags, host));
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
  const { report, exitCode } = await run(loaded, { ...target, operationsPerLane }, { ...host, runId, progress });
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
    throw new UsageError(`--operations-per-lane needs ${lanes} whole numbers joined by commas, not "${text}"`, { hint });
  }
  return counts;
}
