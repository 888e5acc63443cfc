import { createHash } from 'node:crypto';
import type pg from 'pg';
import { literal } from './sql-text.ts';
import { filledSql, sqlFile } from './sql-file.ts';

/** An object of the database with its comment. */
export interface DatabaseObject {
  readonly type: string;
  readonly identity: string;
  readonly name: string;
  readonly comment: string | null;
}

const prefix = (model: string): string => `made by alimentador: model ${model}, `;

/** The comment that marks what was made from a model's DDL. */
export function ownMark(model: string, ddl: string): string {
  return `${prefix(model)}DDL ${createHash('sha256').update(ddl).digest('hex').slice(0, 16)}`;
}

/** True for what the tool made for a model of that name, also from an earlier DDL. */
export function isOwn(object: DatabaseObject, model: string): boolean {
  return object.comment?.startsWith(prefix(model)) ?? false;
}

export async function readObjects(client: pg.ClientBase, schema: string): Promise<DatabaseObject[]> {
  return (await client.query<DatabaseObject>(sqlFile('database/objects'), [`"${schema}"`])).rows;
}

/** Runs DDL and marks all that it made, in one transaction: made whole or not at all. */
export async function makeOwn(client: pg.ClientBase, schema: string, ddl: string, mark: string): Promise<void> {
  await client.query('BEGIN');
  try {
    const before = new Set((await readObjects(client, schema)).map(nameOf));
    await client.query(ddl);
    for (const object of await readObjects(client, schema)) {
      if (before.has(nameOf(object))) continue;
      const { type, identity } = object;
      await client.query(filledSql('database/mark', { type, object: identity, comment: literal(mark) }));
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Drops what the tool made for a model: tables first, since functions and types hang on them. */
export async function dropOwn(client: pg.ClientBase, schema: string, model: string): Promise<void> {
  const order = ['table', 'materialized view', 'view', 'sequence', 'publication', 'function', 'procedure', 'aggregate'];
  const place = (object: DatabaseObject): number =>
    (order.indexOf(object.type) + order.length + 1) % (order.length + 1);
  const own = (await readObjects(client, schema))
    .filter(object => isOwn(object, model))
    .sort((a, b) => place(a) - place(b));
  await client.query('BEGIN');
  for (const { type, identity } of own) await client.query(filledSql('database/drop', { type, object: identity }));
  await client.query('COMMIT');
}

function nameOf({ type, identity }: DatabaseObject): string {
  return `${type} ${identity}`;
}
