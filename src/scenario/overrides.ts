import { isPlainMap, orderedEntries, orderedMap } from '../yaml/plain-data.ts';
import type { Path, YamlFile } from '../yaml/yaml-file.ts';

/** A value from the command line that takes the place of one in the file. Undefined removes it. */
export interface Override {
  readonly path: readonly string[];
  readonly value: unknown;
  /** What the user wrote, such as `--duration 10s`. */
  readonly source: string;
}

/** The file as if the overrides stood in it; problems at their paths name the flag instead of a line. */
export function withOverrides(file: YamlFile, overrides: readonly Override[]): YamlFile {
  if (overrides.length === 0) return file;
  const data = overrides.reduce((tree, { path, value }) => replaced(tree, path, value), file.data);
  return {
    ...file,
    data,
    written: path => (overrides.some(each => startsWith(path, each.path)) ? undefined : file.written(path)),
    problem: (path, message, options) => {
      const override = overrides.find(each => startsWith(path, each.path));
      return file.problem(path, override === undefined ? message : `${message}, from ${override.source}`, options);
    },
  };
}

function startsWith(path: Path, prefix: readonly string[]): boolean {
  return prefix.every((step, place) => path[place] === step);
}

function replaced(tree: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const entries = isPlainMap(tree) ? orderedEntries(tree) : [];
  const inner = replaced(isPlainMap(tree) ? tree[step] : undefined, rest, value);
  const changed = new Map(entries).set(step, inner);
  return orderedMap([...changed].filter(([, each]) => each !== undefined));
}
