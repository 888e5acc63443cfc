import { problemLine } from '../../src/yaml/problem.ts';
import { schemaCheck } from '../../src/yaml/json-schema.ts';
import { type ReadOptions, type ReadResult, type YamlFile, yamlFileOf } from '../../src/yaml/yaml-file.ts';

const checks = { scenario: schemaCheck('scenario'), model: schemaCheck('model') };

type Environment = ReadOptions['environment'];

export function read(text: string, environment: Environment = {}, substitute = true): ReadResult {
  return yamlFileOf(text, { shownAs: 'a.yaml', environment, substitute });
}

/** The file of a text that must be readable. */
export function fileOf(text: string, environment: Environment = {}): YamlFile {
  const { file } = read(text, environment);
  if (file === undefined) throw new Error('nothing could be made of the text');
  return file;
}

/** Data of a text in objects that deepEqual takes for ordinary ones. */
export function dataOf(text: string, environment: Environment = {}, substitute = true): unknown {
  return JSON.parse(JSON.stringify(read(text, environment, substitute).file?.data ?? null));
}

/** One line for each problem that reading finds. */
export function readingProblems(text: string, environment: Environment = {}, substitute = true): string[] {
  return read(text, environment, substitute).problems.map(problemLine);
}

/** One line for each problem that the schema adds. */
export async function schemaProblems(
  text: string,
  schema: 'scenario' | 'model' = 'scenario',
  environment: Environment = {},
): Promise<string[]> {
  return (await checks[schema])(fileOf(text, environment)).map(problemLine);
}
