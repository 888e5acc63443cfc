import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../shared/errors.ts';

/** Where scenarios are looked for when none is named. */
const usualFolder = 'scenarios';

/** The YAML files of a folder, with its path, in the order of their names; none where there is no such folder. */
export function yamlFilesIn(folder: string): string[] {
  const names = entriesOf(folder)
    .filter(entry => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
    .map(entry => entry.name);
  return names.sort().map(name => join(folder, name));
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not there, or not to be read: whoever asks says that nothing was found.
    return [];
  }
}

/**
 * The scenario to take when none is named: the only one in `scenarios/`.
 * @throws UsageError when there is none, or more than one
 */
export function onlyScenario(): string {
  const [first, ...others] = yamlFilesIn(usualFolder);
  if (first === undefined) {
    const hint = 'name a file, or have a starter written by alimentador init';
    throw new UsageError(`no scenario is named, and ${usualFolder}/ has none`, { hint });
  }
  if (others.length > 0) {
    const found = [first, ...others].join(', ');
    throw new UsageError(`no scenario is named, and ${usualFolder}/ has several`, { hint: `name one of ${found}` });
  }
  return first;
}

/** What may become of a scenario's path that is typed as far as `begun`. Not async: yargs would not wait for it. */
export function scenariosBeginning(begun: string): string[] {
  const typedFolder = begun.includes('/') ? begun.slice(0, begun.lastIndexOf('/') + 1) : '';
  const folders = typedFolder === '' ? [usualFolder, '.'] : [typedFolder];
  const written = folders.flatMap(yamlFilesIn).map(path => (begun.startsWith('./') ? `./${path}` : path));
  return written.filter(path => path.startsWith(begun));
}
