import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The server that an owner process reports. */
export interface OwnedServer {
  readonly pid: number;
  readonly folder: string;
  readonly url: string;
}

const script = fileURLToPath(new URL('owner-process.ts', import.meta.url));

/** Starts owner-process.ts with its arguments. */
export function startOwner(...args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The server that the owner reports; rejects when it ends without a word. */
export async function serverOf(owner: ChildProcess): Promise<OwnedServer> {
  if (owner.stdout === null) throw new Error('The owner has no standard output.');
  for await (const line of createInterface(owner.stdout)) return JSON.parse(line) as OwnedServer;
  throw new Error(`The owner ended without a server: ${owner.signalCode ?? owner.exitCode}`);
}

/** The owner's exit code, or the signal that ended it. */
export async function endOf(owner: ChildProcess): Promise<unknown> {
  if (owner.exitCode === null && owner.signalCode === null) await once(owner, 'exit');
  return owner.exitCode ?? owner.signalCode;
}
