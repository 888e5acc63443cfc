import type { CommandModule } from 'yargs';
import { exitCode, type ExitCode } from '../shared/exit-code.ts';
import type { Host } from './host.ts';

export interface InitFlags {
  dir: string;
  ci: 'auto' | 'github' | 'gitlab' | 'both' | 'none';
}

/** `alimentador init [dir]` */
export function initCommand(host: Host, finish: (code: ExitCode) => void): CommandModule<object, InitFlags> {
  return {
    command: 'init [dir]',
    describe: 'write a starter scenario, its model and a CI job into your repository',
    builder: yargs =>
      yargs
        .positional('dir', { type: 'string', default: '.', describe: 'folder of the repository' })
        .option('ci', {
          choices: ['auto', 'github', 'gitlab', 'both', 'none'] as const,
          default: 'auto' as const,
          requiresArg: true,
          describe: 'for which service; auto: the one of the git remotes, else both',
        })
        .example('$0 init', 'here; a file that is there already is left as it is')
        .example('$0 init ../orders --ci gitlab', 'in another folder, with a job for GitLab only'),
    handler: async flags => {
      const { initFolder } = await import('./init/init-folder.ts');
      host.stdout.write(await initFolder(flags));
      finish(exitCode.passed);
    },
  };
}
