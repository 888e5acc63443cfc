import { didYouMean } from '../shared/did-you-mean.ts';
import { UsageError } from '../shared/errors.ts';
import { eachModule, logLevels, logModules, type LogLevel, type LogModule } from '../shared/logs.ts';

export type LogLevels = Readonly<Record<LogModule, LogLevel>>;

const usualLevel = 'info';

/**
 * Reads `info`, `stream=debug` or `warn,stream=debug,seed=silent`: one level for all, others for single modules, in any
 * order; info where nothing is said.
 * @throws UsageError that says all that is wrong
 */
export function parseLevels(text: string): LogLevels {
  const problems: string[] = [];
  const said = new Map<LogModule | 'all', LogLevel>();
  for (const part of text.split(',').map(each => each.trim())) {
    const [first, second, ...more] = part.split('=');
    const [name, level] = second === undefined ? ['all', first] : [first, second];
    const isModule = name === 'all' || isOneOf(logModules, name);
    const isLevel = isOneOf(logLevels, level) && more.length === 0;
    if (!isModule) problems.push(unknown('module', name, logModules));
    if (!isLevel) problems.push(unknown('level', part.slice(part.indexOf('=') + 1), logLevels));
    if (!isModule || !isLevel) continue;
    if (said.has(name)) problems.push(name === 'all' ? 'the level for all is given twice' : `${name} is given twice`);
    said.set(name, level);
  }
  if (problems.length > 0) {
    throw new UsageError(`--log-level ${text}: ${problems.join('; ')}`, {
      hint: `such as info,stream=debug; levels: ${logLevels.join(', ')}; modules: ${logModules.join(', ')}`,
    });
  }
  return eachModule(module => said.get(module) ?? said.get('all') ?? usualLevel);
}

function isOneOf<Word extends string>(words: readonly Word[], word: string | undefined): word is Word {
  return (words as readonly (string | undefined)[]).includes(word);
}

function unknown(what: 'level' | 'module', word: string | undefined, known: readonly string[]): string {
  const near = didYouMean(word ?? '', known);
  return `"${word}" is no ${what}${near === undefined ? '' : ` (did you mean "${near}"?)`}`;
}
