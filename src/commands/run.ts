import type { Argv, CommandModule } from 'yargs';
import type { ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';
import { onlyScenario } from './scenario-files.ts';
import { scenarioOptions, type ScenarioFlags } from './scenario-options.ts';

export interface RunFlags extends ScenarioFlags {
  scenario: string;
  database?: string | undefined;
  out: string;
  report?: string | undefined;
  json: boolean;
  quiet: boolean;
  label?: string | undefined;
  color?: boolean | undefined;
  operationsPerLane?: string | undefined;
}

/** As typed: the scenario may be left out. */
type TypedFlags = Omit<RunFlags, 'scenario'> & { scenario?: string | undefined };

/** `alimentador run [scenario]` */
export function runCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, TypedFlags> {
  return {
    command: 'run [scenario]',
    describe: 'prepare, seed, stream, compare, check, report',
    builder: yargs => options(yargs),
    handler: async flags => {
      // Loaded when needed: --help and completion answer at once.
      const { runScenario } = await import('./run-scenario.ts');
      finish(await runScenario({ ...flags, scenario: flags.scenario ?? onlyScenario() }, host));
    },
  };
}

function options(yargs: Argv<object>): Argv<TypedFlags> {
  return scenarioOptions(yargs)
    .positional('scenario', { type: 'string', describe: 'a scenario file; left out: the only one in scenarios/' })
    .option('database', {
      type: 'string',
      requiresArg: true,
      describe: 'connection URL, or "env" for DATABASE_URL or PGHOST and so on',
    })
    .option('out', { type: 'string', default: 'reports', requiresArg: true, describe: 'folder for the report' })
    .option('report', { type: 'string', requiresArg: true, describe: 'file for the report instead of a made-up name' })
    .option('json', {
      type: 'boolean',
      default: false,
      describe: 'print the report as JSON on stdout and nothing else',
    })
    .option('quiet', { alias: 'q', type: 'boolean', default: false, describe: 'no progress' })
    .option('color', { type: 'boolean', describe: 'colours even off a terminal; --no-color for none' })
    .option('label', { type: 'string', requiresArg: true, describe: 'a name for this run in the report' })
    .option('operations-per-lane', {
      type: 'string',
      requiresArg: true,
      describe: 'replay: operations of each lane, such as 120,118,121,119',
    })
    .example('$0 run', 'the only scenario in scenarios/')
    .example('$0 run scenarios/quickstart.yaml', 'on an embedded PostgreSQL')
    .example('$0 run scenarios/volume-5min.yaml --database env', 'on the database of DATABASE_URL');
}
