import { UsageError } from '../shared/errors.ts';
import { codeFrame } from './code-frame.ts';
import { printable } from './printable.ts';

/** Something wrong, or worth a warning, at one place of a file. */
export interface Problem {
  /** The file as the user named it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** Such as `streamPhase.stages[0].rate`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly severity: 'error' | 'warning';
}

const mostListed = 100;

/** Files that cannot be used, with everything that is wrong with them (exit 2). The message lists the problems. */
export class InvalidFiles extends UsageError {
  readonly problems: readonly Problem[];
  readonly sources: ReadonlyMap<string, string>;

  /** `sources`: the text of the files by the name that the problems use; where it is missing there is no code frame. */
  constructor(problems: readonly Problem[], sources: ReadonlyMap<string, string> = new Map()) {
    super(formatProblems(problems, sources));
    this.problems = problems;
    this.sources = sources;
  }
}

/** `file:line:column path: what is wrong (what to do)`, one line. */
export function problemLine({ file, line, column, path, message, hint }: Problem): string {
  const place = `${oneLine(file)}:${line}:${column}`;
  const subject = path === '' ? '' : `${oneLine(path)}: `;
  return `${place} ${subject}${oneLine(message)}${hint === undefined ? '' : ` (${oneLine(hint)})`}`;
}

function oneLine(text: string): string {
  return printable(text.replaceAll(/\s*\n\s*/g, ' '));
}

/**
 * All problems for people, by file, line and column, each with its line of the file; then how many there are.
 * `sources`: text of the files by the name that the problems use. At most 100 are listed.
 */
export function formatProblems(problems: readonly Problem[], sources: ReadonlyMap<string, string>): string {
  const listed = problems.toSorted(byPlace).slice(0, mostListed);
  const blocks = listed.map(problem => {
    const frame = codeFrame(sources.get(problem.file) ?? '', problem.line, problem.column);
    return `${problem.severity}: ${problemLine(problem)}${frame === '' ? '' : `\n${frame.replaceAll(/^/gm, '  ')}`}`;
  });
  return [...blocks, total(problems)].join('\n\n');
}

/** Order by file (as code units), line, column. */
export function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function total(problems: readonly Problem[]): string {
  const warnings = problems.filter(problem => problem.severity === 'warning').length;
  const parts = [counted(problems.length - warnings, 'error'), counted(warnings, 'warning')].filter(
    part => part !== '',
  );
  const rest = problems.length > mostListed ? `, of which the first ${mostListed} are listed` : '';
  return parts.length === 0 ? 'no problems' : parts.join(', ') + rest;
}

function counted(count: number, noun: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
