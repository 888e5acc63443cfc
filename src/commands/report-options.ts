import type { Argv } from 'yargs';
import { reporterOptions, type ReporterFlags } from './reporter-options.ts';
import { stepOptions, type StepFlags } from './step-options.ts';

/** Flags of the commands that stream and leave a report. */
export interface ReportedFlags extends StepFlags, ReporterFlags {
  out: string;
  report?: string | undefined;
  label?: string | undefined;
  operationsPerLane?: string | undefined;
  captures: boolean;
}

export function reportOptions(yargs: Argv<object>): Argv<Omit<ReportedFlags, 'scenario'>> {
  return reporterOptions(stepOptions(yargs))
    .option('out', { type: 'string', default: 'reports', requiresArg: true, describe: 'folder for the report' })
    .option('report', { type: 'string', requiresArg: true, describe: 'file for the report instead of a made-up name' })
    .option('label', { type: 'string', requiresArg: true, describe: 'a name for this run in the report' })
    .option('captures', {
      type: 'boolean',
      default: true,
      describe: "the scenario's captures; --no-captures runs without them",
    })
    .option('operations-per-lane', {
      type: 'string',
      requiresArg: true,
      describe: 'replay: operations of each lane, such as 120,118,121,119',
    });
}
