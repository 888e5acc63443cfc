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
  const said = new Map<string, string>();
  for (const part of text.split(',').map(each => each.trim())) {
    // The level for all stands under a name that no module can have.
    const [module, level] = part.includes('=') ? cut(part) : ['=', part];
    if (module !== '=') problems.push(...unlessKnown('module', module, logModules));
    problems.push(...unlessKnown('level', level, logLevels));
    if (said.has(module)) problems.push(`${module === '=' ? 'the level for all' : module} is given twice`);
    said.set(module, level);
  }
  if (problems.length > 0) {
    throw new UsageError(`--log-level ${text}: ${problems.join('; ')}`, {
      hint: `such as info,stream=debug; levels: ${logLevels.join(', ')}; modules: ${logModules.join(', ')}`,
    });
  }
  return eachModule(module => (said.get(module) ?? said.get('=') ?? usualLevel) as LogLevel);
}

function cut(part: string): [module: string, level: string] {
  const end = part.indexOf('=');
  return [part.slice(0, end), part.slice(end + 1)];
}

function unlessKnown(what: 'module' | 'level', word: string, known: readonly string[]): string[] {
  if (known.includes(word)) return [];
  const near = didYouMean(word, known);
  return [`"${word}" is no ${what}${near === undefined ? '' : ` (did you mean "${near}"?)`}`];
}
