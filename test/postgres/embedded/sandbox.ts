import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { Client } from 'pg';
import { isRunning } from '../../../src/postgres/embedded/process-facts.ts';

const steps = new WeakMap<TestContext, (() => unknown)[]>();

/** Like `t.after`, but the last comes first: a server is stopped before the folder that it lies in is removed. */
export function atEnd(t: TestContext, step: () => unknown): void {
  const known = steps.get(t);
  if (known !== undefined) {
    known.push(step);
    return;
  }
  const mine = [step];
  steps.set(t, mine);
  t.after(async () => {
    for (const next of mine.toReversed()) await next();
  });
}

/** A temporary folder of one test, open to the account that root's servers run under. */
export function sandbox(t: TestContext): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'alimentador-test-')));
  chmodSync(folder, 0o755);
  atEnd(t, () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

export function serverFoldersIn(folder: string): string[] {
  return readdirSync(folder).filter(name => name.startsWith('alimentador-postgres-'));
}

/** Runs one statement on a connection of its own. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  // A server that goes away is told to the query; pg tells it a second time.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Resolves when the process is gone; the test's own time limit is the only one. */
export async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise(resolve => setTimeout(resolve, 10));
}
