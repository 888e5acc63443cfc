import { dirname, resolve } from 'node:path';
import { isPlainMap, orderedEntries, orderedMap } from '../yaml/plain-data.ts';
import type { Problem } from '../yaml/problem.ts';
import { readYamlFile, type Path, type ReadOptions, type YamlFile } from '../yaml/yaml-file.ts';

const levelsMax = 8;

/** A scenario with all that it extends, merged. */
export interface Extended {
  /** Undefined when a file could not be read at all. */
  readonly file?: YamlFile;
  readonly problems: readonly Problem[];
  /** Texts of all files by the name that problems use. */
  readonly sources: ReadonlyMap<string, string>;
  /** File in which the model is named: its path is relative to that one. */
  readonly modelNamedIn: string;
}

/**
 * Reads a scenario and, following `extends`, those below it. Maps merge, lists and everything else replace; problems point
 * into the file in which the value stands.
 */
export async function readExtended(path: string, options: Omit<ReadOptions, 'shownAs'>): Promise<Extended> {
  const chain: { path: string; file: YamlFile }[] = [];
  const problems: Problem[] = [];
  const sources = new Map<string, string>();
  for (let next: string | undefined = path; next !== undefined;) {
    const shownAs = chain.length === 0 ? path : next;
    const read = await readYamlFile(next, { ...options, shownAs });
    problems.push(...read.problems);
    if (read.file === undefined) return { problems: [...problems, ...unreadable(chain)], sources, modelNamedIn: path };
    sources.set(shownAs, read.file.text);
    chain.push({ path: next, file: read.file });
    const base: unknown = isPlainMap(read.file.data) ? read.file.data['extends'] : undefined;
    next = typeof base === 'string' ? resolve(dirname(next), base) : undefined;
    if (next === undefined) break;
    const isCircle = chain.some(each => resolve(each.path) === next);
    if (!isCircle && chain.length < levelsMax) continue;
    problems.push(
      read.file.problem(['extends'], isCircle ? 'extends itself in a circle' : `goes deeper than ${levelsMax} files`),
    );
    break;
  }
  const named = chain.find(({ file }) => isPlainMap(file.data) && file.data['model'] !== undefined);
  return { file: merged(chain.map(each => each.file)), problems, sources, modelNamedIn: named?.path ?? path };
}

/** Says at the `extends` that led there that a file below cannot be read. */
function unreadable(chain: readonly { file: YamlFile }[]): Problem[] {
  const last = chain.at(-1);
  return last === undefined ? [] : [last.file.problem(['extends'], 'names a file that cannot be read')];
}

/** @param files the scenario first, then what it extends, in order */
function merged(files: readonly YamlFile[]): YamlFile {
  const [own, ...others] = files as [YamlFile, ...YamlFile[]];
  if (others.length === 0) return own;
  const holder = (path: Path): YamlFile => files.find(file => has(file.data, path)) ?? own;
  return {
    ...own,
    data: files.toReversed().reduce<unknown>((base, file) => mergedData(base, file.data), undefined),
    broken: files.some(file => file.broken),
    problems: files.flatMap(file => file.problems),
    variables: new Set(files.flatMap(file => [...file.variables])),
    problem: (path, message, options) => holder(path).problem(path, message, options),
    written: path => holder(path).written(path),
  };
}

function mergedData(base: unknown, own: unknown): unknown {
  if (!isPlainMap(base) || !isPlainMap(own)) return own === undefined ? base : own;
  const entries = new Map(orderedEntries(base));
  for (const [key, value] of orderedEntries(own)) entries.set(key, mergedData(entries.get(key), value));
  return orderedMap(entries);
}

function has(data: unknown, path: Path): boolean {
  let at: unknown = data;
  for (const step of path) {
    if (at === null || typeof at !== 'object' || !(step in at)) return false;
    at = (at as Record<string | number, unknown>)[step];
  }
  return true;
}
