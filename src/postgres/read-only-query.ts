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

/** Columns may share a name; each is kept, under a name of its own. */
function distinct(names: readonly string[]): string[] {
  return names.map((name, place) => (names.indexOf(name) === place ? name : `${name} (column ${place + 1})`));
}

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
      const fetch = { text: sqlFile('run/check-fetch'), types: asText, rowMode: 'array' } as const;
      const { rows, fields } = await client.query<(string | null)[]>(fetch);
      const names = distinct(fields.map(field => field.name));
      return rows.map(row => Object.fromEntries(names.map((name, place) => [name, row[place] ?? null])));
    } finally {
      await client.query('ROLLBACK');
    }
  };
}
