import type { Argv } from 'yargs';
import type { FailOn } from '../compare/reporters/metric-cases.ts';
import { reporterOptions, type ReporterFlags } from './reporter-options.ts';

/** Flags of `compare`. */
export interface CompareFlags extends ReporterFlags {
  base: string;
  candidate: string;
  out?: string | undefined;
  json: boolean;
  color?: boolean | undefined;
  allowDifferent: boolean;
  failOn: FailOn;
  primary?: string | undefined;
  tolerance: string[];
  floor: string[];
}

export function compareOptions(yargs: Argv<object>): Argv<CompareFlags> {
  const pairs = { type: 'string', array: true, nargs: 1, default: [] } as const;
  return reporterOptions(yargs)
    .positional('base', { type: 'string', demandOption: true, describe: 'what there was: [name=]report,... or folder' })
    .positional('candidate', { type: 'string', demandOption: true, describe: 'what is judged, written alike' })
    .option('allow-different', {
      type: 'boolean',
      default: false,
      describe: 'compare other workloads, tool versions or faults all the same',
    })
    .option('fail-on', {
      choices: ['regression', 'suspect'],
      default: 'regression',
      describe: 'the least that ends with 1',
    })
    .option('primary', { type: 'string', requiresArg: true, describe: 'noisy metrics that decide, joined by commas' })
    .option('tolerance', { ...pairs, describe: 'such as latency=15%: up to this is no difference; may be repeated' })
    .option('floor', { ...pairs, describe: 'such as lag=10ms: up to this is no difference; may be repeated' })
    .option('out', { type: 'string', requiresArg: true, describe: 'folder for the comparison as JSON and HTML' })
    .option('json', { type: 'boolean', default: false, describe: 'the comparison alone, as JSON on stdout' })
    .option('color', {
      type: 'boolean',
      describe: 'colours even off a terminal; --no-color for none',
    }) as unknown as Argv<CompareFlags>;
}
