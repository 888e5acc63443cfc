import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { packageFile } from '../../src/shared/package-file.ts';
import { temporaryFolder } from './scenarios.ts';

const launcher = packageFile('src/alimentador.js');

/** What became of a command. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when the text has come on stderr, rejects when the command ends before. */
  said(text: RegExp): Promise<void>;
}

interface CliOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

let isBuilt = false;

/** Starts the real command line in an environment that says nothing but what the test says. */
export function startCli(words: readonly string[], { environment = {}, cwd }: CliOptions = {}): Running {
  buildOnce();
  const child = spawn(process.execPath, [launcher, ...words], {
    cwd: cwd ?? temporaryFolder(),
    env: { ...ownEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...texts }));
  });
  const said = async (text: RegExp): Promise<void> => {
    let isOver = false;
    void ended.then(() => (isOver = true));
    while (!text.test(texts.stderr)) {
      if (isOver) throw new Error(`it ended without saying ${text}:\n${texts.stderr}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };
  return { child, ended, said };
}

/** Runs the real command line to its end. */
export async function cli(words: readonly string[], options?: CliOptions): Promise<Ended> {
  return startCli(words, options).ended;
}

/** What a process needs to run at all; nothing of this is about us. */
export function ownEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '/' } = process.env;
  return { PATH, HOME, TMPDIR: temporaryFolder() };
}

/** Builds dist/ when the sources are newer, so that nothing is said about it later. */
function buildOnce(): void {
  if (isBuilt) return;
  const { status, stderr } = spawnSync(process.execPath, [launcher, '--version'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot build: ${stderr}`);
  isBuilt = true;
}
