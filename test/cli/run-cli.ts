import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/report/report.generated.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const launcher = join(root, 'src', 'alimentador.js');
export const smoke = join(root, 'scenarios', 'smoke.yaml');

/** A server's address where nothing listens: the run goes all the way to its report without one. */
export const nowhere = 'postgresql://u:secret@127.0.0.1:1/x';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds dist/ when it is older than src/, so that no other output is mixed with the note of it. */
export function build(): void {
  const { status, stderr } = spawnSync(process.execPath, [launcher, '--version'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** What decides about databases, colours and width is not inherited. */
export function cleanEnvironment(changes: Environment = {}): Environment {
  const names = /^(?:PG[A-Z]+|DATABASE_URL|NO_COLOR|FORCE_COLOR|TERM|COLUMNS|NODE_OPTIONS|NODE_TEST_CONTEXT)$/;
  const kept = Object.entries(process.env).filter(([name]) => !names.test(name));
  return { ...Object.fromEntries(kept), TERM: 'xterm', ...changes };
}

/** Starts a program; what it writes is there when it has ended, and on the way from `child`. */
export function start(
  [program, ...words]: readonly [string, ...string[]],
  { env = {}, cwd = workFolder() }: { env?: Environment; cwd?: string } = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const stdio = ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'];
  const child = spawn(program, words, { cwd, env: cleanEnvironment(env), stdio });
  const closed = new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve([code, signal]));
  });
  const ended = Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { child, ended: ended.then(([[code, signal], stdout, stderr]) => ({ code, signal, stdout, stderr })) };
}

export function startCli(words: readonly string[], options?: Parameters<typeof start>[1]): ReturnType<typeof start> {
  return start([process.execPath, launcher, ...words], options);
}

export async function cli(words: readonly string[], options?: Parameters<typeof start>[1]): Promise<Ended> {
  return startCli(words, options).ended;
}

let work: string | undefined;

/** Where commands run unless a test says otherwise: what they write beside the report is not left in the repository. */
function workFolder(): string {
  return (work ??= openFolder());
}

/** A folder that other accounts may enter: root's embedded server runs under one. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'alimentador-cli-'));
  chmodSync(folder, 0o755);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The reports in a folder. */
export function reportsIn(folder: string): Report[] {
  const names = readdirSync(folder).filter(name => name.endsWith('.json'));
  return names.map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Report);
}
