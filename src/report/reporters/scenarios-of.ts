import type { Report } from '../report.generated.ts';

/** One scenario of a command with its runs, in order. */
export interface RepeatedScenario<Run> {
  /** The scenario's name; with its file where two files have the same. */
  readonly name: string;
  readonly runs: readonly Run[];
}

/** Runs by the file of their scenario, in the order in which the files were first run. */
export function scenariosOf<Run extends { readonly report: Pick<Report, 'scenario'> }>(
  runs: readonly Run[],
): RepeatedScenario<Run>[] {
  const byFile = new Map<string, Run[]>();
  for (const run of runs) {
    const { file } = run.report.scenario;
    byFile.set(file, [...(byFile.get(file) ?? []), run]);
  }
  const names = [...byFile.values()].map(([first]) => first!.report.scenario.name);
  return [...byFile].map(([file, its], index) => {
    const name = names[index]!;
    return { name: names.filter(each => each === name).length > 1 ? `${name} [${file}]` : name, runs: its };
  });
}
