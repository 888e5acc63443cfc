import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { messageOf, UsageError } from '../shared/errors.ts';
import { renderHtml } from './html/page.ts';
import type { Report } from './report.generated.ts';

/** Where the files of a report go. */
export interface ReportFiles {
  readonly json: string;
  readonly html: string;
}

/** `<folder>/<name>-<UTC yyyymmddThhmmssZ>-<id>`, or the file that the user names, with .json and .html. */
export function reportFiles(folder: string, name: string, startedAtMs: number, named: string | undefined): ReportFiles {
  const time = new Date(startedAtMs).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const base =
    named?.replace(/\.(json|html)$/, '') ?? join(folder, `${name}-${time}-${randomBytes(3).toString('hex')}`);
  return { json: `${base}.json`, html: `${base}.html` };
}

/**
 * Makes the folder before the run, so that a run does not end without a place for its report.
 * @throws UsageError when it cannot be written to
 */
export async function prepareReportFolder({ json, html }: ReportFiles): Promise<void> {
  return preparePlace([json, html], 'choose another place with --out or --report');
}

/**
 * Makes the folder of files that are to be written, and sees that they can be.
 * @param hint what to do where they cannot
 * @throws UsageError
 */
export async function preparePlace(files: readonly [string, ...string[]], hint: string): Promise<void> {
  const folder = dirname(resolve(files[0]));
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    for (const file of files) {
      const isFolder = await stat(file).then(
        found => found.isDirectory(),
        () => false,
      );
      if (isFolder) throw new Error(`${file} is a folder`);
    }
  } catch (error) {
    throw new UsageError(`the report cannot be written to ${folder}: ${messageOf(error)}`, { hint, cause: error });
  }
}

/** Writes JSON and HTML, each whole or not at all. */
export async function writeReport(report: Report, { json, html }: ReportFiles): Promise<void> {
  await writeWhole(json, `${JSON.stringify(report, null, 2)}\n`);
  await writeWhole(html, renderHtml(report));
}

/** A reader never sees half a file: it is written beside its place and then renamed. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomBytes(3).toString('hex')}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
