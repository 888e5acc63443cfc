import type { Argv } from 'yargs';
import { reporterKinds } from '../report/reporters/reporter-files.ts';

export interface ReporterFlags {
  reporter?: string[] | undefined;
  annotations: boolean;
}

/** Flags of the commands that tell what came out in other forms. */
export function reporterOptions<Flags>(yargs: Argv<Flags>): Argv<Flags & ReporterFlags> {
  return yargs
    .option('reporter', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: `one more file, as kind=path; may be repeated (${reporterKinds.join(', ')}); github alone: on stdout`,
    })
    .option('annotations', {
      type: 'boolean',
      default: true,
      describe: "GitHub's annotations by themselves in its jobs; --no-annotations for none",
    });
}
