import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { LocaleDefinition } from '@faker-js/faker';
import { messageOf } from '../shared/errors.ts';
import { packageFile } from '../shared/package-file.ts';
import { checkAgainstSchema } from '../yaml/json-schema.ts';
import type { Problem } from '../yaml/problem.ts';
import { readYamlFile, type YamlFile } from '../yaml/yaml-file.ts';
import { compileModel } from './compile-model.ts';
import { loadLocale } from './locale.ts';
import type { Model } from './model.ts';
import type { ModelFile } from './model-file.generated.ts';
import { tryFaker } from './try-faker.ts';

const bundled = new Set(['hospital', 'shop']);

/** A model with everything it brings along. */
export interface LoadedModel {
  readonly model: Model;
  readonly ddl: { readonly file: string; readonly text: string };
  readonly checks: readonly { readonly name: string; readonly sql: string }[];
  readonly fakerDefinitions: LocaleDefinition;
}

/** What reading a model gave; without `loaded` the problems say why. */
export interface ModelResult {
  readonly loaded?: LoadedModel;
  readonly problems: readonly Problem[];
  readonly file?: YamlFile;
}

/** Names of the models that come with the tool. */
export function bundledModels(): readonly string[] {
  return [...bundled];
}

/** Where a scenario's `model` lies, and the name to show for it. */
export function locateModel(name: string, scenarioPath: string): { path: string; shownAs: string } {
  if (bundled.has(name))
    return { path: packageFile(`scenarios/models/${name}.yaml`), shownAs: `${name}.yaml (bundled)` };
  return {
    path: isAbsolute(name) ? name : resolve(dirname(scenarioPath), name),
    shownAs: join(dirname(scenarioPath), name),
  };
}

/** Reads, validates and compiles a model file with its DDL, checks and locale. */
export async function loadModel(place: { path: string; shownAs: string }): Promise<ModelResult> {
  const { path, shownAs } = place;
  const { file, problems } = await readYamlFile(path, { shownAs, environment: {}, substitute: false });
  if (file === undefined || file.broken) return { problems, ...(file !== undefined && { file }) };
  const all = [...problems, ...(await checkAgainstSchema(file, 'model'))];
  if (all.length > 0) return { problems: all, file };
  const written = file.data as ModelFile;
  const { model, problems: faults } = compileModel(file);
  const folder = dirname(path);
  const ddl = await readDdl(written.ddl, folder, file);
  const checks = await readChecks(written.checks, folder, file);
  const fakerDefinitions = await loadLocale(written.locale ?? 'en');
  const fakerFaults = model === undefined ? [] : tryFaker(model, fakerDefinitions, file);
  const found = [...faults, ...ddl.problems, ...checks.problems, ...fakerFaults];
  if (model === undefined || found.length > 0) return { problems: found, file };
  return { loaded: { model, ddl: ddl.value, checks: checks.value, fakerDefinitions }, problems: [], file };
}

async function readDdl(written: string, folder: string, file: YamlFile): Promise<Read<LoadedModel['ddl']>> {
  try {
    return { value: { file: written, text: await readFile(resolve(folder, written), 'utf8') }, problems: [] };
  } catch (error) {
    return {
      value: { file: written, text: '' },
      problems: [file.problem(['ddl'], `cannot be read: ${messageOf(error)}`)],
    };
  }
}

/** The SQL files of the folder in the order of their names; a check's name is its first comment line, else the file's. */
async function readChecks(
  written: string | undefined,
  folder: string,
  file: YamlFile,
): Promise<Read<LoadedModel['checks']>> {
  if (written === undefined) return { value: [], problems: [] };
  try {
    const names = (await readdir(resolve(folder, written))).filter(name => name.endsWith('.sql')).sort();
    const checks = names.map(async name => {
      const sql = await readFile(resolve(folder, written, name), 'utf8');
      const title = /^--\s*(.+)/.exec(sql)?.[1]?.trim().replace(/\.$/, '');
      return { name: title ?? basename(name, '.sql'), sql };
    });
    return { value: await Promise.all(checks), problems: [] };
  } catch (error) {
    return { value: [], problems: [file.problem(['checks'], `cannot be read: ${messageOf(error)}`)] };
  }
}

interface Read<Value> {
  readonly value: Value;
  readonly problems: Problem[];
}
