import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { messageOf, UsageError } from '../../shared/errors.ts';
import type { InitFlags } from '../init.ts';
import { yamlFilesIn } from '../scenario-files.ts';
import { ciJobs } from './ci-jobs.ts';
import { linesToIgnore } from './ignored-lines.ts';
import { readTemplate, scenarioFiles, starterScenario } from './starter-files.ts';

/**
 * Writes the starter into a repository's folder, which is made if need be. What is there already is never touched, but
 * for .gitignore, which gets the lines that it lacks.
 * @returns what was written, what was left, and the next command, for people
 * @throws UsageError when a file cannot be written
 */
export async function initFolder({ dir, ci }: InitFlags): Promise<string> {
  const jobs = await ciJobs(dir, ci);
  const written: string[] = [];
  const left: string[] = [];
  for (const file of [...scenarioFiles, ...jobs.files]) {
    const text = await readTemplate(file);
    const isNew = await inFolder(dir, () => writeNew(join(dir, file.path), text));
    (isNew ? written : left).push(`  ${file.path.padEnd(34)} ${isNew ? file.what : ''}`.trimEnd());
  }
  const ignored = await inFolder(dir, () => ignore(join(dir, '.gitignore')));
  if (ignored.length > 0) written.push(`  ${'.gitignore'.padEnd(34)} ${ignored.join(' and ')} added`);
  const parts = [
    written.length === 0 ? 'Nothing was written.' : `Written in ${resolve(dir)}:\n${written.join('\n')}`,
    ...(left.length === 0 ? [] : [`There already, and left as they are:\n${left.join('\n')}`]),
    ...jobs.notes,
    `Next:\n${(await nextCommands(dir)).map(command => `  ${command}`).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** False where there is a file already. */
async function writeNew(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  return writeFile(path, text, { flag: 'wx' }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

async function ignore(path: string): Promise<string[]> {
  const present = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = linesToIgnore(present);
  if (lines !== '') await appendFile(path, lines);
  return lines.trim() === '' ? [] : lines.trim().split('\n');
}

async function inFolder<Result>(dir: string, write: () => Promise<Result>): Promise<Result> {
  return write().catch((error: unknown) => {
    throw new UsageError(`the starter cannot be written to ${dir}: ${messageOf(error)}`, { cause: error });
  });
}

/** What to type now, in the folder where `init` was typed. */
async function nextCommands(dir: string): Promise<string[]> {
  const scenarios = yamlFilesIn(join(dir, 'scenarios'));
  return [
    ...(resolve(dir) === resolve('.')
      ? []
      : [`cd ${/^[\w./-]+$/.test(dir) ? dir : `'${dir.replaceAll("'", `'\\''`)}'`}`]),
    ...((await isInstalled(dir)) ? [] : ['npm install --save-dev alimentador']),
    `npx alimentador run${scenarios.length === 1 ? '' : ` ${starterScenario}`}`,
  ];
}

/** Whether package.json names us, as `npm ci` in CI needs. */
async function isInstalled(dir: string): Promise<boolean> {
  const text = await readFile(join(dir, 'package.json'), 'utf8').catch(() => '');
  return /"alimentador"\s*:/.test(text);
}
