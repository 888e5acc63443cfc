import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { CannotRun } from '../../shared/errors.ts';
import { sqlFile } from '../sql-file.ts';
import { closeNow } from './open-session.ts';

/** How long a pooler may take to give a second session a server process. */
const patienceMs = 5_000;

/**
 * Whether something between us and the server answers in its place: a pooler makes up the process number that a session is
 * told when it begins, so that it is not the one that the server knows.
 */
export async function isPooled(client: pg.Client): Promise<boolean> {
  const { processID: announced } = client as pg.Client & { processID: number | null };
  return announced !== null && announced !== (await processOf(client));
}

/**
 * Finds out whether a pooler gives every transaction another server process. One process that serves two open sessions, or
 * one session that wanders between two processes, proves it; with a process each (pgbouncer's `pool_mode = session`) all
 * is well.
 * @param openAnother opens a second session in the same way
 * @throws CannotRun that says what it is and what to use
 */
export async function refuseSharedSessions(client: pg.Client, openAnother: () => Promise<pg.Client>): Promise<void> {
  if (!(await isPooled(client))) return;
  const own = await processOf(client);
  const other = await openAnother();
  try {
    // Without a free process a pooler lets the second session wait, which it would not if ours were free between queries.
    const holding = processInTransaction(other);
    holding.catch(() => undefined);
    const theirs = await Promise.race([holding, delay(patienceMs, undefined, { ref: false })]);
    if (theirs === undefined) return;
    if (theirs === own || (await processOf(client)) !== own) throw sharesSessions();
  } finally {
    closeNow(other);
  }
}

async function processInTransaction(client: pg.Client): Promise<number> {
  try {
    await client.query('BEGIN');
  } catch (error) {
    if (/statement pooling mode/.test(String(error))) throw sharesSessions();
    throw error;
  }
  return processOf(client);
}

async function processOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(sqlFile('session/process'));
  return rows[0]!.pid;
}

function sharesSessions(): CannotRun {
  return new CannotRun(
    'a connection pooler in transaction mode answers there (pgbouncer or one like it), which gives each transaction another ' +
      'server process; a run needs sessions of its own for its lock, its settings and its prepared statements',
    { hint: "give the server's own host and port instead, or a pool with pool_mode = session" },
  );
}
