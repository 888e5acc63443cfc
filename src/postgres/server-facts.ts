import type pg from 'pg';
import { CannotRun } from '../shared/errors.ts';
import { sqlFile } from './sql-file.ts';

/** Version and settings of a server, as reports show them. */
export interface ServerFacts {
  readonly version: string;
  readonly settings: Record<string, string>;
}

/** @throws CannotRun for a server that is too old */
export async function readServerFacts(client: pg.ClientBase): Promise<ServerFacts> {
  const { rows } = await client.query<{ name: string; setting: string }>(sqlFile('session/server-facts'));
  const {
    server_version: version = '',
    server_version_num: number = '0',
    ...settings
  } = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  if (Number(number) < 140_000) {
    throw new CannotRun(`the server is PostgreSQL ${version}; 14 or later is needed`, { hint: 'use a newer server' });
  }
  return { version, settings };
}
