import { formatCount } from '../../shared/count.ts';
import { printable } from '../html/printable.ts';
import { isBad, type JudgedCase, type JudgedSubject } from './judged-case.ts';

/** GitHub shows ten errors and ten warnings of a step and drops the rest without a word. */
const mostShown = 10;
const longestMessage = 1_000;

const kinds = [
  { name: 'error', word: 'bad', holds: isBad },
  { name: 'warning', word: 'suspect', holds: ({ status }: JudgedCase) => status === 'suspect' },
] as const;

/**
 * What is bad as errors and what is suspect as warnings, in workflow commands of GitHub, one a line, at most ten of either
 * kind: the last then says how many more there are. Empty where there is nothing to say.
 */
export function renderGithubAnnotations(subjects: readonly JudgedSubject[]): string {
  return kinds.flatMap(kind => commandsOf(kind, subjects)).join('');
}

function commandsOf({ name, word, holds }: (typeof kinds)[number], subjects: readonly JudgedSubject[]): string[] {
  const commands = subjects.flatMap(subject =>
    subject.cases.filter(holds).map(judged => command(name, propertiesOf(subject, judged), messageOf(judged))),
  );
  if (commands.length <= mostShown) return commands;
  const more = formatCount(commands.length - mostShown + 1);
  const rest = command(name, { title: 'alimentador' }, `${more} more are ${word}: see the report`);
  return [...commands.slice(0, mostShown - 1), rest];
}

function propertiesOf({ name, file, placeOf }: JudgedSubject, { group, name: question, path }: JudgedCase): object {
  const place = path === undefined ? undefined : placeOf?.(path);
  const where = place === undefined ? { file } : { file: place.file, line: place.line, col: place.column };
  return { ...where, title: `${name}, ${group}: ${question}` };
}

function messageOf({ message, details }: JudgedCase): string {
  const text = [message, ...details].join('\n');
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage)} ...`;
}

function command(kind: (typeof kinds)[number]['name'], properties: object, message: string): string {
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${kind} ${written.join(',')}::${escapeData(message)}\n`;
}

/** As the runner reads them back: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts. */
function escapeData(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
