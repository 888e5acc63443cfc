import type { CommandModule, FallbackCompletionFunction } from 'yargs';
import { scenariosBeginning } from './scenario-files.ts';

/** `alimentador completion` */
export function completionCommand(printScript: () => void): CommandModule<object, object> {
  return {
    command: 'completion',
    describe: 'print a script that makes the shell complete commands, flags and scenarios',
    builder: yargs =>
      yargs
        .example('$0 completion >> ~/.bashrc', 'for bash; the shell is the one of $SHELL')
        .example('$0 completion >> ~/.zshrc', 'for zsh'),
    handler: printScript,
  };
}

/**
 * Behind a command that takes a scenario the paths of scenarios; commands and flags as yargs knows them. Where it answers
 * with nothing, as for other files, shells complete file names.
 */
export function completer(usages: readonly string[]): FallbackCompletionFunction {
  const usageOf = new Map(usages.map(usage => [usage.split(' ', 1)[0]!, usage]));
  return (current, { _: words }: { _: readonly unknown[] }, byYargs, done) => {
    // The last word is the one that is being typed; a command is one only when it is complete.
    const command = words
      .slice(0, -1)
      .map(String)
      .find(word => usageOf.has(word));
    if (command === undefined || current.startsWith('-')) return byYargs((_error, found) => done(found ?? []));
    return done(/[<[]scenario/.test(usageOf.get(command)!) ? scenariosBeginning(current) : []);
  };
}
