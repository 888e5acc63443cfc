import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadModel, locateModel } from '../../src/model/load-model.ts';
import { loadScenario, type LoadedScenario, type LoadOptions } from '../../src/scenario/load-scenario.ts';
import { semanticProblems } from '../../src/scenario/rules/semantic-problems.ts';
import { schemaCheck } from '../../src/yaml/json-schema.ts';
import { InvalidFiles, problemLine } from '../../src/yaml/problem.ts';
import { yamlFileOf } from '../../src/yaml/yaml-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'alimentador-scenario-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

/** Puts a file beside the scenarios of the test. */
export function fileBeside(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

export function load(text: string, options: Partial<LoadOptions> = {}): Promise<LoadedScenario> {
  fileBeside('s.yaml', text);
  return loadScenario(join(folder, 's.yaml'), { environment: {}, overrides: [], allowLong: false, ...options });
}

/** One line for each problem of a scenario that must not load. */
export async function problemsOf(text: string, options: Partial<LoadOptions> = {}): Promise<string[]> {
  try {
    await load(text, options);
  } catch (error) {
    if (!(error instanceof InvalidFiles)) throw error;
    return error.problems.map(problemLine).map(line => line.replaceAll(`${folder}/`, ''));
  }
  return assert.fail(`the scenario is valid:\n${text}`);
}

const checkScenario = await schemaCheck('scenario');
const { loaded: hospital } = await loadModel(locateModel('hospital', 's.yaml'));

/** What the JSON Schema, and where that is content the rules, say of a scenario of the hospital. */
export async function ruleProblems(text: string): Promise<string[]> {
  const { file, problems } = yamlFileOf(text, { shownAs: 's.yaml', environment: {}, substitute: true });
  const unfit = [...problems, ...checkScenario(file!)];
  return (unfit.length > 0 ? unfit : await semanticProblems(file!, hospital!.model, false)).map(problemLine);
}

/** A scenario of the hospital: whole but for its stream phase, which begins at line 6, and for what follows it. */
export function scenario(...lines: string[]): string {
  return ['version: 1', 'name: s', 'model: hospital', 'randomSeed: 1', 'streamPhase:', ...lines, ''].join('\n');
}
