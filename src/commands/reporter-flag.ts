import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { preparePlace, writeWhole } from '../report/write-report.ts';
import { reporterFiles, type ReporterKind } from '../report/reporters/reporter-files.ts';
import { didYouMean } from '../shared/did-you-mean.ts';
import { CannotRun, messageOf, UsageError } from '../shared/errors.ts';
import type { Host } from './host.ts';
import type { ReporterFlags } from './reporter-options.ts';

/** Something more that a command is to write. */
export interface ReporterTarget<Kind extends ReporterKind> {
  readonly kind: Kind;
  /** Undefined: on stdout, among the results. */
  readonly path: string | undefined;
}

/**
 * `--reporter kind=path`, as often as it is given; and GitHub's annotations by themselves in a job of GitHub, as its runner
 * says by GITHUB_ACTIONS, unless they were asked for or `--no-annotations` forbids it.
 * @param runs how many reports there will be
 * @throws UsageError for kinds that there are not, and places that cannot be written
 */
export async function reporterTargets<Kind extends ReporterKind>(
  { reporter: words = [], annotations }: ReporterFlags,
  kinds: readonly Kind[],
  runs: number,
  { environment }: Pick<Host, 'environment'>,
): Promise<ReporterTarget<Kind>[]> {
  const targets = words.map(word => reporterTarget(word, kinds));
  const ofOne = targets.find(({ kind }) => runs > 1 && (kind === 'json' || kind === 'html'));
  if (ofOne !== undefined) {
    const hint = 'every run has both in --out';
    throw new UsageError(`--reporter ${ofOne.kind}=${ofOne.path}: one file cannot hold ${runs} runs`, { hint });
  }
  const paths = targets.flatMap(({ path }) => (path === undefined ? [] : [resolve(path)]));
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError(`two reporters write to ${twice}`, { hint: 'give each a file' });
  for (const path of paths) await preparePlace([path], 'choose another file for --reporter');
  const github = kinds.find(kind => kind === 'github');
  const isAsked = targets.some(({ kind }) => kind === github);
  const byItself = annotations && environment['GITHUB_ACTIONS'] === 'true' && github !== undefined && !isAsked;
  return byItself ? [...targets, { kind: github, path: undefined }] : targets;
}

function reporterTarget<Kind extends ReporterKind>(word: string, kinds: readonly Kind[]): ReporterTarget<Kind> {
  const [, named = '', path] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const kind = kinds.find(each => each === named);
  if (kind === undefined) {
    const near = didYouMean(named, kinds);
    const hint = near === undefined ? `there are ${kinds.join(', ')}` : `did you mean ${near}?`;
    throw new UsageError(`--reporter ${word}: there is no reporter "${named}"`, { hint });
  }
  if (kind === 'github' && path === undefined) return { kind, path };
  if (path === undefined || path === '') {
    throw new UsageError(`--reporter ${word}: needs a file`, {
      hint: `such as --reporter ${kind}=reports/${reporterFiles[kind]}`,
    });
  }
  return { kind, path };
}

/**
 * Writes what was asked for; on stdout what has no file, on stderr where stdout is for the result alone.
 * @throws CannotRun when a file cannot be written any more
 */
export async function writeReporters<Kind extends ReporterKind>(
  targets: readonly ReporterTarget<Kind>[],
  render: (kind: Kind) => string,
  { stdout, stderr, environment }: Pick<Host, 'stdout' | 'stderr' | 'environment'>,
  resultAlone: boolean,
): Promise<void> {
  for (const { kind, path } of targets) {
    const text = render(kind);
    if (path === undefined) {
      (resultAlone ? stderr : stdout).write(text);
      continue;
    }
    // GitHub gives all commands of a step one file for their summaries.
    const write = path === environment['GITHUB_STEP_SUMMARY'] ? appendFile : writeWhole;
    await write(path, text).catch((error: unknown) => {
      throw new CannotRun(`--reporter ${kind}=${path}: cannot be written: ${messageOf(error)}`, { cause: error });
    });
  }
}
