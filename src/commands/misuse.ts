import { didYouMean } from '../shared/did-you-mean.ts';
import { UsageError } from '../shared/errors.ts';

/** A command line that yargs refused. */
interface RefusedLine {
  /** Why, in yargs' words. */
  readonly message: string;
  /** What was typed after the program's name. */
  readonly words: readonly string[];
  /** How each command is used, such as `run [scenario]`. */
  readonly usages: readonly string[];
  /** Names that yargs knows as flags where it stopped; it counts misspelt ones among them. */
  readonly flags: readonly string[];
}

/** One line that says what is wrong with it in the words that were typed, and a hint. */
export function misuse({ message, words, usages, flags }: RefusedLine): UsageError {
  const command = words.find(word => usages.some(each => nameOf(each) === word));
  const usage = usages.find(each => nameOf(each) === command);
  const hint =
    usage === undefined ? 'alimentador --help shows what there is' : `alimentador ${nameOf(usage)} --help has examples`;
  const refused = /^Unknown (?:argument|command)s?: (.*)$/.exec(message)?.[1]?.split(', ') ?? [];
  const known = flags.filter(name => !refused.includes(name));
  const flag = words.find(word => isFlag(word) && refused.some(name => namesOf(word).includes(name)));
  if (flag !== undefined) return unknownFlag(flag, known, hint);
  if (usage === undefined) return withoutCommand(message, words, { usages, known, hint });
  if (refused.length > 0) return new UsageError(`"${refused[0]}" is too much for alimentador ${usage}`, { hint });
  return new UsageError(inOurWords(message, usage), { hint });
}

function withoutCommand(
  message: string,
  words: readonly string[],
  { usages, known, hint }: { usages: readonly string[]; known: readonly string[]; hint: string },
): UsageError {
  const word = words.find(each => !isFlag(each));
  if (word !== undefined) {
    const near = didYouMean(word, usages.map(nameOf));
    return new UsageError(`unknown command "${word}"`, { hint: near === undefined ? hint : `did you mean ${near}?` });
  }
  const flag = words.find(each => !namesOf(each).some(name => known.includes(name)));
  return flag === undefined ? new UsageError(message, { hint }) : unknownFlag(flag, known, hint);
}

function unknownFlag(word: string, known: readonly string[], hint: string): UsageError {
  const flag = word.replace(/=.*$/s, '');
  // yargs knows each flag in camel case too, which nobody types.
  const typed = known.filter(name => !/[A-Z]/.test(name)).map(dashed);
  if (/^-[^-]$/.test(flag)) return new UsageError(`unknown flag ${flag}`, { hint });
  const near = didYouMean(flag, flag.startsWith('--no-') ? typed.map(each => each.replace(/^--/, '--no-')) : typed);
  return new UsageError(`unknown flag ${flag}`, { hint: near === undefined ? hint : `did you mean ${near}?` });
}

/** What yargs says of a command that it knows, with the flag or the usage that it is about. */
function inOurWords(message: string, usage: string): string {
  const [, hungry] = /^Not enough arguments following: (.+)$/.exec(message) ?? [];
  if (hungry !== undefined) return `${dashed(hungry)} needs a value`;
  const [, flag, given, choices] = /Argument: (\S+), Given: (.*), Choices: (.*)$/m.exec(message) ?? [];
  if (flag !== undefined) return `${dashed(flag)} ${given}: it may be ${choices}`;
  return message.startsWith('Not enough non-option arguments') ? `something is missing: alimentador ${usage}` : message;
}

/** The command's name in its usage. */
function nameOf(usage: string): string {
  return usage.split(' ', 1)[0]!;
}

function isFlag(word: string): boolean {
  return /^--?[a-zA-Z]/.test(word);
}

/** The names that yargs may give to a typed flag: `--no-colour` is `colour` to it. */
function namesOf(word: string): string[] {
  const name = word.replace(/^--?/, '').replace(/=.*$/s, '');
  return [name, name.replace(/^no-/, '')];
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
