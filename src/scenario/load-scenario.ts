import { bundledModels, loadModel, locateModel, type LoadedModel } from '../model/load-model.ts';
import { didYouMean } from '../shared/did-you-mean.ts';
import { checkAgainstSchema } from '../yaml/json-schema.ts';
import { InvalidFiles, type Problem } from '../yaml/problem.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { readExtended } from './extend.ts';
import { withOverrides, type Override } from './overrides.ts';
import { resolveScenario } from './resolve.ts';
import { semanticProblems } from './rules/semantic-problems.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioFile } from './scenario-file.generated.ts';

export interface LoadOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly overrides: readonly Override[];
  /** Accept durations over 7 days. */
  readonly allowLong: boolean;
}

/** A valid scenario with its model. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly model: LoadedModel;
  readonly warnings: readonly Problem[];
  /** Makes a problem at a place of the scenario file, for what only planning shows. */
  readonly file: YamlFile;
  /** Texts of the files by the name that problems use. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Reads a scenario and its model, validates both and fills in every default.
 * @throws InvalidFiles with all that is wrong, in both files
 */
export async function loadScenario(path: string, options: LoadOptions): Promise<LoadedScenario> {
  const { environment, overrides, allowLong } = options;
  const read = await readExtended(path, { environment, substitute: true });
  const sources = new Map(read.sources);
  if (read.file === undefined || read.file.broken) throw new InvalidFiles(read.problems, sources);
  const file = withOverrides(read.file, overrides);
  const problems = [...read.problems, ...(await checkAgainstSchema(file, 'scenario'))];
  const written = file.data as ScenarioFile;
  const model =
    typeof written?.model === 'string'
      ? await loadNamedModel(written.model, read.modelNamedIn, file)
      : { problems: [] };
  if (model.file !== undefined) sources.set(model.file.file, model.file.text);
  problems.push(...model.problems);
  if (problems.some(isError) || model.loaded === undefined) throw new InvalidFiles(problems, sources);
  problems.push(...(await semanticProblems(file, model.loaded.model, allowLong)));
  if (problems.some(isError)) throw new InvalidFiles(problems, sources);
  const scenario = resolveScenario(file, path, model.loaded, overrides);
  return { scenario, model: model.loaded, warnings: problems, file, sources };
}

async function loadNamedModel(
  name: string,
  path: string,
  file: YamlFile,
): Promise<Awaited<ReturnType<typeof loadModel>>> {
  const result = await loadModel(locateModel(name, path));
  if (result.file !== undefined) return result;
  const near = didYouMean(name, bundledModels());
  const hint = near === undefined ? `bundled models are ${bundledModels().join(' and ')}` : `did you mean "${near}"?`;
  const reason = result.problems[0]?.message ?? 'cannot be read';
  return { problems: [file.problem(['model'], `"${name}" is no bundled model, and as a file it ${reason}`, { hint })] };
}

function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}
