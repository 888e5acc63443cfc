import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A broker that a test starts for itself, to refuse, kill and start again. */
export interface OwnProcess {
  kill(): Promise<void>;
}

/** @throws Error with its output where the program is missing or does not listen within a minute */
export async function startListening(command: string, words: readonly string[], port: number): Promise<OwnProcess> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const failed = once(child, 'error').then(([error]) => {
    throw new Error(`${command} is not there: these tests need it`, { cause: error });
  });
  await Promise.race([listens(port, child, () => output.slice(-2_000)), failed]);
  return { kill: () => endOf(child) };
}

async function listens(port: number, child: ChildProcess, output: () => string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the broker ended by itself:\n${output()}`);
    if (await answers(port)) return;
    await wait(100);
  }
  throw new Error(`nothing listens at ${port}:\n${output()}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
