import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { InitFlags } from '../init.ts';
import { githubJob, gitlabJob, type StarterFile } from './starter-files.ts';

/** CI jobs to write, and what the user has to know or do about them. */
export interface CiJobs {
  readonly files: readonly StarterFile[];
  readonly notes: readonly string[];
}

/** The jobs for a repository's folder: those that were asked for, else those of the service in its git remotes. */
export async function ciJobs(folder: string, asked: InitFlags['ci']): Promise<CiJobs> {
  if (asked === 'none') return { files: [], notes: [] };
  const root = repositoryRoot(resolve(folder));
  if (asked === 'auto' && root !== undefined && root !== resolve(folder)) {
    const note = `No CI job was written: services look for it only in ${root}. To write one here, say which with --ci.`;
    return { files: [], notes: [note] };
  }
  const services = asked === 'auto' ? await servicesOf(folder) : asked === 'both' ? both : [asked];
  const gitlab = services.includes('gitlab') ? await gitlabJobs(folder) : { files: [], notes: [] };
  return { files: [...(services.includes('github') ? [githubJob] : []), ...gitlab.files], notes: gitlab.notes };
}

const both: readonly string[] = ['github', 'gitlab'];

/** Where `.git` is: a folder, or a file in a worktree. */
function repositoryRoot(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? undefined : repositoryRoot(dirname(folder));
}

async function servicesOf(folder: string): Promise<readonly string[]> {
  const config = (await textOf(join(folder, '.git', 'config'))) ?? '';
  const addresses = [...config.matchAll(/^\s*url\s*=(.*)$/gm)].map(([, address]) => address!.toLowerCase());
  const named = both.filter(service => addresses.some(address => address.includes(service)));
  return named.length === 0 ? both : named;
}

/** GitLab reads one file: where there is one, the job goes beside it and has to be included by hand. */
async function gitlabJobs(folder: string): Promise<CiJobs> {
  const present = await textOf(join(folder, gitlabJob.path));
  if (present === undefined || present.includes('alimentador')) return { files: [gitlabJob], notes: [] };
  const path = 'alimentador.gitlab-ci.yml';
  const note = `Add to ${gitlabJob.path}:\n\n  include:\n    - local: ${path}`;
  return { files: [{ ...gitlabJob, path }], notes: [note] };
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
