import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { Override } from '../scenario/overrides.ts';
import { messageOf, UsageError } from '../shared/errors.ts';
import { printable } from '../yaml/printable.ts';
import { yamlFileOf } from '../yaml/yaml-file.ts';

/**
 * The environment with the lines of an env file below it: what is set outside wins.
 * @throws UsageError when the file cannot be read
 */
export async function environmentOf(
  envFile: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Record<string, string | undefined>>> {
  if (envFile === undefined) return environment;
  const text = await readFile(envFile, 'utf8').catch((error: unknown) => {
    throw new UsageError(`--env-file: ${messageOf(error)}`, { cause: error });
  });
  return { ...parseEnv(text), ...environment };
}

/**
 * `streamPhase.lanes=8`: the value as YAML, so numbers, lists and maps can be given.
 * @throws UsageError
 */
export function setOverride(text: string): Override {
  const [, path, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (path === undefined || value === undefined) {
    throw new UsageError(`--set ${printable(text)}: needs the form path=value`, {
      hint: 'such as --set seedPhase.scale=0.1',
    });
  }
  const { file, problems } = yamlFileOf(value, { shownAs: '--set', environment: {}, substitute: false });
  if (file === undefined || file.broken) {
    throw new UsageError(`--set ${printable(text)}: the value is no YAML: ${problems[0]?.message ?? 'it is empty'}`);
  }
  // The source is told in reports: like there, an address is left out whole, as it may hold a password.
  const shown = /url$/i.test(path) || value.includes('://') ? '(not shown)' : value;
  return { path: path.split('.'), value: file.data, source: `--set ${path}=${shown}` };
}
