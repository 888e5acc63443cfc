import type { Argv } from 'yargs';
import { logOptions, type LogFlags } from './log-options.ts';
import { scenarioOptions, type ScenarioFlags } from './scenario-options.ts';

/** Flags of every command that works on a scenario's database. */
export interface StepFlags extends ScenarioFlags, LogFlags {
  scenario: string;
  database?: string | undefined;
  json: boolean;
  quiet: boolean;
  color?: boolean | undefined;
}

/** The scenario as an argument that must be given. */
export const scenarioArgument = { type: 'string', demandOption: true, describe: 'a scenario file' } as const;

/** Without the scenario itself: `run` takes one by itself where there is only one. */
export function stepOptions(yargs: Argv<object>): Argv<Omit<StepFlags, 'scenario'>> {
  return logOptions(scenarioOptions(yargs))
    .option('database', {
      type: 'string',
      requiresArg: true,
      describe: 'connection URL, or "env" for DATABASE_URL or PGHOST and so on',
    })
    .option('json', {
      type: 'boolean',
      default: false,
      describe: 'print the result as JSON on stdout and nothing else',
    })
    .option('quiet', { alias: 'q', type: 'boolean', default: false, describe: 'no progress' })
    .option('color', { type: 'boolean', describe: 'colours even off a terminal; --no-color for none' });
}
