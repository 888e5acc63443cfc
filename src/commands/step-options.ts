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

export function stepOptions(yargs: Argv<object>): Argv<StepFlags> {
  return logOptions(scenarioOptions(yargs))
    .positional('scenario', { type: 'string', demandOption: true, describe: 'a scenario file' })
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
