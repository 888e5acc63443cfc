import type { Path, YamlFile } from '../yaml/yaml-file.ts';
import type { Problem } from '../yaml/problem.ts';

type Options = { hint?: string; at?: 'key' | 'value' };

/** Collects what is wrong with one file while it is compiled, so that everything is said at once. */
export class CompileProblems {
  readonly all: Problem[] = [];
  private readonly file: YamlFile;

  constructor(file: YamlFile) {
    this.file = file;
  }

  add(path: Path, message: string, options: Options = {}): void {
    this.all.push(this.file.problem(path, message, options));
  }
}
