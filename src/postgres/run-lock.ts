import type pg from 'pg';
import { CannotRun } from '../shared/errors.ts';
import { sqlFile } from './sql-file.ts';

interface Holder {
  readonly pid: number;
  readonly application_name: string;
  readonly client_addr: string | null;
  readonly backend_start: string;
}

/**
 * Takes the lock of this database for the life of the session: one run at a time.
 * @throws CannotRun that names who holds it
 */
export async function takeRunLock(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>(sqlFile('run/lock'));
  if (rows[0]?.locked === true) return;
  const holders = (await client.query<Holder>(sqlFile('run/lock-holder'))).rows;
  const who = holders.map(
    ({ pid, application_name: name, client_addr: address, backend_start: since }) =>
      `"${name}" (server process ${pid}, from ${address ?? 'this machine'}, since ${since})`,
  );
  throw new CannotRun(`another run uses this database: ${who.join(', ') || 'it ended just now'}`, {
    hint: 'wait for it, use another database, or end that server process with pg_terminate_backend',
  });
}
