import type pg from 'pg';
import type { ReadOnlyQuery } from '../observe/checks.ts';
import { filledSql, sqlFile } from './sql-file.ts';

/** Values stay the server's own texts. */
const asText = {
  getTypeParser:
    () =>
    (text: string | Buffer): string =>
      text.toString(),
};

/**
 * Runs single queries read-only. The extended protocol takes one statement only, so a text with a second one hidden in it
 * is refused by the server instead of running.
 */
export function readOnlyQuery(client: pg.ClientBase, timeLimitMs: number): ReadOnlyQuery {
  return async sql => {
    await client.query(sqlFile('run/check-begin'));
    try {
      await client.query(sqlFile('run/check-limit'), [String(timeLimitMs)]);
      const query = sql.trim().replace(/;\s*$/, '');
      await client.query({ text: filledSql('run/check-query', { query }), queryMode: 'extended' } as pg.QueryConfig);
      const fetched = await client.query<Record<string, string | null>>({
        text: sqlFile('run/check-fetch'),
        types: asText,
      });
      return fetched.rows;
    } finally {
      await client.query('ROLLBACK');
    }
  };
}
