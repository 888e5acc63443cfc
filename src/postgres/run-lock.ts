import type pg from 'pg';
import { CannotRun } from '../shared/errors.ts';
import { sqlFile } from './sql-file.ts';

interface Holder {
  readonly pid: number;
  readonly application_name: string;
  readonly client_addr: string | null;
  readonly backend_start: string | null;
}

/**
 * Takes the lock of a schema of this database for the life of the session: one run at a time in each.
 * @throws CannotRun that names who holds it
 */
export async function takeRunLock(client: pg.ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>(sqlFile('run/lock'), [schema]);
  if (rows[0]?.locked === true) return;
  const holders = (await client.query<Holder>(sqlFile('run/lock-holder'), [schema])).rows;
  const who = holders.map(
    ({ pid, application_name: name, client_addr: address, backend_start: since }) =>
      // Of another role's session only the name and the process are shown to us.
      `"${name}" (server process ${pid}${since === null ? '' : `, from ${address ?? 'a local socket'}, since ${since}`})`,
  );
  throw new CannotRun(`another run uses schema ${schema} of this database: ${who.join(', ') || 'it ended just now'}`, {
    hint: 'wait for it, take another database.schema or another database, or end that server process with pg_terminate_backend',
  });
}
