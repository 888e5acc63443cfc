import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedReport, SideInput } from '../../compare/side-input.ts';
import { parseReport } from '../../report/parse-report.ts';
import { readReportFile } from '../../report/read-report-file.ts';
import { UsageError } from '../../shared/errors.ts';
import { sideWords } from './side-words.ts';

/**
 * The reports of a side.
 * @throws UsageError where one cannot be read, or a folder holds none, or those of several scenarios
 */
export async function readSide(typed: string): Promise<SideInput> {
  const { name, paths, capture } = sideWords(typed, existsSync);
  const runs: NamedReport[] = [];
  for (const path of paths) runs.push(...((await isFolder(path)) ? await readFolder(path) : [await readOne(path)]));
  const twice = runs.find(({ file }, index) => runs.findIndex(run => run.file === file) !== index);
  if (twice !== undefined) throw new UsageError(`${twice.file} is named twice on one side`, { hint: 'name it once' });
  return { name, capture, runs };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
}

async function readOne(path: string): Promise<NamedReport> {
  return { file: path, report: await parseReport(await readReportFile(path), path) };
}

/** Other JSON may lie beside the reports, such as comparisons. A `.json.gz` is a copy of one of them and counts when it is named. */
async function readFolder(folder: string): Promise<NamedReport[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort();
  const texts = await Promise.all(
    names.map(async name => ({ file: join(folder, name), text: await readReportFile(join(folder, name)) })),
  );
  const runs: NamedReport[] = [];
  for (const { file, text } of texts) {
    if (/"reportVersion"/.test(text)) runs.push({ file, report: await parseReport(text, file) });
  }
  if (runs.length === 0) throw new UsageError(`there is no report in the folder ${folder}`);
  const scenarios = new Set(runs.map(({ report }) => report.scenario.name));
  if (scenarios.size === 1) return runs;
  throw new UsageError(`the folder ${folder} holds reports of several scenarios: ${[...scenarios].join(', ')}`, {
    hint: 'name the reports of one, joined by commas',
  });
}
