import { createHash } from 'node:crypto';
import type pg from 'pg';
import { CannotRun } from '../shared/errors.ts';
import { literal } from './sql-text.ts';
import { filledSql, sqlFile } from './sql-file.ts';

/** An object of the database with its comment. */
export interface DatabaseObject {
  readonly type: string;
  readonly identity: string;
  /** Bare name; null for what a name alone does not identify, such as a function. */
  readonly name: string | null;
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
  const { rows } = await client.query<DatabaseObject>(sqlFile('database/objects'), [`"${schema}"`]);
  return rows.map(row => ({ ...row, name: unquoted(row.name) }));
}

/**
 * Drops what the tool made for a model, runs its DDL and marks all that it made, in one transaction: whole or not at all.
 * @param request `also` names tables to drop that the tool did not make
 * @throws CannotRun where something that the tool did not make would go with it, or the DDL ends the transaction itself
 */
export async function remakeOwn(
  client: pg.ClientBase,
  request: { schema: string; model: string; ddl: string; mark: string; also: readonly string[] },
): Promise<void> {
  const { schema, model, ddl, mark, also } = request;
  const goes = (object: DatabaseObject): boolean =>
    isOwn(object, model) || (object.type === 'table' && also.includes(object.identity));
  await client.query('BEGIN');
  try {
    const before = await readObjects(client, schema);
    for (const { type, identity } of inDropOrder(before.filter(goes))) {
      await client.query(filledSql('database/drop', { type, object: identity }));
    }
    const left = new Set((await readObjects(client, schema)).map(keyOf));
    refuseLosses(before.filter(object => !goes(object) && !left.has(keyOf(object))));
    await client.query(ddl);
    if (!isInTransaction(client)) {
      throw new CannotRun('the DDL ends the transaction that it runs in', {
        hint: 'leave BEGIN, COMMIT and ROLLBACK out',
      });
    }
    for (const object of await readObjects(client, schema)) {
      if (left.has(keyOf(object))) continue;
      const { type, identity } = object;
      await client.query(filledSql('database/mark', { type, object: identity, comment: literal(mark) }));
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Tables first, since functions and types hang on them. */
function inDropOrder(own: readonly DatabaseObject[]): DatabaseObject[] {
  const order = ['table', 'materialized view', 'view', 'sequence', 'publication', 'function', 'procedure', 'aggregate'];
  const place = ({ type }: DatabaseObject): number => (order.indexOf(type) + order.length + 1) % (order.length + 1);
  return [...own].sort((a, b) => place(a) - place(b));
}

function refuseLosses(lost: readonly DatabaseObject[]): void {
  if (lost.length === 0) return;
  throw new CannotRun(
    `these depend on tables that have to be made anew, and were not made by alimentador: ${lost.map(keyOf).join(', ')}`,
    { hint: 'drop them yourself, or use another database' },
  );
}

/** pg knows the state of the transaction, its types do not. */
function isInTransaction(client: pg.ClientBase): boolean {
  return (client as pg.ClientBase & { getTransactionStatus(): string | null }).getTransactionStatus() === 'T';
}

function keyOf({ type, identity }: DatabaseObject): string {
  return `${type} ${identity}`;
}

/** The catalogue quotes names where SQL would need it (`"order"`); models do not. */
function unquoted(name: string | null): string | null {
  return name?.startsWith('"') === true ? name.slice(1, -1).replaceAll('""', '"') : name;
}
