import { LineCounter } from 'yaml';
import { environmentSubstitution } from './environment.ts';
import type { Finding } from './finding.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Path, pathText } from './path.ts';
import type { Places } from './places.ts';
import { byPlace, type Problem } from './problem.ts';
import { readText } from './read-text.ts';
import { toPlainData } from './to-plain-data.ts';

export type { Path } from './path.ts';

/** What a YAML file holds, and where. */
export interface YamlFile {
  /** The name to show. */
  readonly file: string;
  readonly text: string;
  /** Maps (see `orderedEntries`), arrays, texts, numbers, booleans, null. */
  readonly data: unknown;
  /** What reading found; where there are errors, the values at those paths are as written. */
  readonly problems: readonly Problem[];
  /** True when the syntax is wrong: `data` is then what could be guessed, and no more should be said about it. */
  readonly broken: boolean;
  /** Environment variables whose values are in `data`. They may be secrets. */
  readonly variables: ReadonlySet<string>;

  /**
   * A problem with what is at a path (an error unless said otherwise). Of a path that the file does not have (a
   * default) it points at the nearest part that it has. Points at the value, of block maps and lists at the key.
   */
  problem(path: Path, message: string, options?: ProblemOptions): Problem;
  /** The scalar at a path as the file has it, before substitution and conversion; undefined when there is none. */
  written(path: Path): string | undefined;
}

export interface ProblemOptions {
  readonly hint?: string;
  readonly at?: 'key' | 'value';
  readonly severity?: 'warning';
}

export interface ReadOptions {
  /** The file's name in messages. */
  readonly shownAs: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether `${NAME}` in texts is replaced. */
  readonly substitute: boolean;
}

/** `file` is missing when nothing could be made of it: unreadable, empty, or far too much in it. */
export interface ReadResult {
  readonly file?: YamlFile;
  readonly problems: Problem[];
}

/** Reads a YAML file. Whatever is wrong with it is in `problems`; nothing is thrown for what is in a file. */
export async function readYamlFile(path: string, options: ReadOptions): Promise<ReadResult> {
  const read = await readText(path);
  if ('text' in read) return yamlFileOf(read.text, options);
  const { message, hint, line = 1, column = 1 } = read.unreadable;
  return { problems: [{ file: options.shownAs, line, column, path: '', message, hint, severity: 'error' }] };
}

/** The same for a text that is at hand. */
export function yamlFileOf(text: string, options: ReadOptions): ReadResult {
  const lines = new LineCounter();
  const toProblem = problemAt(options.shownAs, lines);
  const { document, findings } = parseYaml(text, lines);
  const syntax = findings.map(toProblem);
  const broken = syntax.some(problem => problem.severity === 'error');
  if (document === undefined) return { problems: syntax.length > 0 ? syntax : [empty(toProblem)] };

  const substitution = options.substitute ? environmentSubstitution(options.environment) : undefined;
  const { data, places, findings: more } = toPlainData(document, text, lines, substitution);
  // After a syntax error the rest is a guess, and what is wrong with a guess helps nobody.
  const problems = [...syntax, ...(broken ? [] : more.map(toProblem))].sort(byPlace);
  if (data === undefined) return { problems: problems.length > 0 ? problems : more.map(toProblem) };
  const variables: ReadonlySet<string> = substitution?.variables ?? new Set();
  const file = { file: options.shownAs, text, data, problems, broken, variables, ...lookUp(data, places, toProblem) };
  return { file, problems };
}

type ToProblem = (finding: Finding) => Problem;

function lookUp(data: unknown, places: Places, toProblem: ToProblem): Pick<YamlFile, 'problem' | 'written'> {
  return {
    problem: (path, message, { at, ...options } = {}) => {
      const { place, depth } = places.nearest(data, path);
      const missing = depth < path.length;
      const atKey = missing || (at === undefined ? place.block : at === 'key');
      const offset = atKey ? (place.key ?? place.value) : place.value;
      return toProblem({ offset, path, message, ...options });
    },
    written: path => places.at(data, path)?.written,
  };
}

function problemAt(file: string, lines: LineCounter): ToProblem {
  return ({ offset, path, message, hint, severity }) => {
    const { line, col: column } = lines.linePos(offset);
    const about = { message, ...(hint !== undefined && { hint }), severity: severity ?? ('error' as const) };
    return { file, line, column, path: pathText(path), ...about };
  };
}

function empty(toProblem: ToProblem): Problem {
  return toProblem({ offset: 0, path: [], message: 'is empty', hint: 'write the declaration in it' });
}
