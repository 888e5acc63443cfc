// A composite action as GitHub's runner runs it: https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { start } from '../cli/run-cli.ts';
import { temporaryFolder } from './scenarios.ts';

type Texts = Readonly<Record<string, string>>;

interface Step {
  readonly id: string;
  readonly shell: string;
  readonly env: Texts;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** What became of an action's use. */
interface Used {
  readonly code: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Texts;
}

/** Reads `action.yml` of a folder. */
export function readAction(folder: string): Action {
  return parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as Action;
}

/**
 * Runs the steps of an action in a repository, each by bash with the runner's flags, until one fails.
 * @param inputs in place of the defaults
 */
export async function useAction(folder: string, repository: string, inputs: Texts): Promise<Used> {
  const { inputs: known, outputs, runs } = readAction(folder);
  const context: Record<string, string> = {};
  for (const [name, input] of Object.entries(known)) context[`inputs.${name}`] = inputs[name] ?? input.default;
  const runner = temporaryFolder();
  const summary = join(runner, 'summary.md');
  writeFileSync(summary, '');
  let log = '';
  let code = 0;
  for (const { id, shell, env, run } of runs.steps) {
    if (shell !== 'bash') throw new Error(`${id}: ${shell} is no shell of this runner`);
    const [script, output] = [join(runner, `${id}.sh`), join(runner, `${id}.output`)];
    writeFileSync(script, run);
    writeFileSync(output, '');
    const said = await start(['bash', '--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: repository,
      env: {
        ...Object.fromEntries(Object.entries(env).map(([name, text]) => [name, evaluated(text, context)])),
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: folder,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        RUNNER_TEMP: runner,
      },
    }).ended;
    log += said.stdout + said.stderr;
    for (const [, name, value] of readFileSync(output, 'utf8').matchAll(/^([^=\n]+)=(.*)$/gm)) {
      context[`steps.${id}.outputs.${name}`] = value!;
    }
    code = said.code ?? -1;
    if (code !== 0) break;
  }
  const told = Object.entries(outputs).map(([name, { value }]) => [name, evaluated(value, context)]);
  return { code, log, summary: readFileSync(summary, 'utf8'), outputs: Object.fromEntries(told) as Texts };
}

/** Of expressions only what an action of plain steps needs: names of the context. What is not there is empty. */
function evaluated(text: string, context: Texts): string {
  return text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => context[name] ?? '');
}

/** A folder with the files of a repository, by path. */
export function repositoryOf(files: Texts): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
