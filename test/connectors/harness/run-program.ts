import { spawn } from 'node:child_process';

/** A program that the connector tests need, and how to get it. */
export interface NeededProgram {
  readonly program: string;
  readonly howToGet: string;
}

/**
 * Runs a program to its end.
 * @returns what it printed on both streams
 * @throws Error with what it printed; one that says how to get the program where there is none
 */
export function runProgram(
  { program, howToGet }: NeededProgram,
  words: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const ofExit = (): void => void child.kill('SIGKILL');
    process.once('exit', ofExit);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (printed += text));
    child.once('error', error =>
      reject(new Error(`The connector tests need ${program} (${error.message}): ${howToGet}`)),
    );
    child.once('close', code => {
      process.off('exit', ofExit);
      if (code === 0) resolve(printed);
      else reject(new Error(`${program} ${words.join(' ')} ended with exit code ${code}:\n${printed}`));
    });
  });
}
