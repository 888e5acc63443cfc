import { createHash } from 'node:crypto';
import type pg from 'pg';
import { CannotRun } from '../shared/errors.ts';
import { identifier, literal } from './sql-text.ts';
import { filledSql, sqlFile } from './sql-file.ts';

/** An object of the database with its comment. */
export interface DatabaseObject {
  readonly type: string;
  readonly identity: string;
  /** Bare name; null for what a name alone does not identify, such as a function. */
  readonly name: string | null;
  readonly comment: string | null;
}

/** On a schema that the tool made to put a model into. */
const schemaMark = 'made by alimentador';

/** How the comment begins on all that was made for a model of that name. */
export function markBeginning(model: string): string {
  return `made by alimentador: model ${model}, DDL `;
}

/**
 * The comment that marks what was made from a model's DDL. A schema other than public is named, because publications are
 * the database's and not the schema's.
 */
export function ownMark(model: string, ddl: string, schema: string): string {
  const digest = createHash('sha256').update(ddl).digest('hex').slice(0, 16);
  return `${markBeginning(model)}${digest}${schema === 'public' ? '' : `, schema ${schema}`}`;
}

/** True for what the tool made in this schema for a model of that name, also from an earlier DDL. */
export function isOwn({ type, comment }: DatabaseObject, model: string, schema: string): boolean {
  const form = /^made by alimentador: model (.*), DDL [0-9a-f]{16}(?:, schema (.*))?$/s;
  const [, madeFor, madeIn = 'public'] = form.exec(comment ?? '') ?? [];
  return madeFor === model && (type !== 'publication' || madeIn === schema);
}

/** Objects of the schema, none where there is no such schema, and the publications of the database. */
export async function readObjects(client: pg.ClientBase, schema: string): Promise<DatabaseObject[]> {
  const { rows } = await client.query<DatabaseObject>(sqlFile('database/objects'), [schema]);
  return rows.map(row => ({ ...row, name: unquoted(row.name) }));
}

/**
 * Drops what the tool made for a model, runs its DDL and marks all that it made, in one transaction: whole or not at all.
 * @param request `also` names tables to drop that the tool did not make
 * @throws CannotRun where something that the tool did not make would go with it, or the DDL ends the transaction itself
 */
export async function remakeOwn(
  client: pg.ClientBase,
  request: {
    schema: string;
    model: string;
    ddl: string;
    mark: string;
    tables: readonly string[];
    also: readonly string[];
  },
): Promise<void> {
  const { schema, model, ddl, mark, tables, also } = request;
  const goes = (object: DatabaseObject): boolean =>
    isOwn(object, model, schema) || (object.type === 'table' && also.includes(object.identity));
  await client.query('BEGIN');
  try {
    await makeSchema(client, schema);
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
    const made = (await readObjects(client, schema)).filter(object => !left.has(keyOf(object)));
    refuseElsewhere(tables, made, schema);
    for (const { type, identity } of made) {
      await client.query(filledSql('database/mark', { type, object: identity, comment: literal(mark) }));
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function makeSchema(client: pg.ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<{ exists: boolean }>(sqlFile('database/schema-exists'), [schema]);
  if (rows[0]!.exists) return;
  await client.query(filledSql('database/create-schema', { schema: identifier(schema) }));
  const parts = { type: 'SCHEMA', object: identifier(schema), comment: literal(schemaMark) };
  await client.query(filledSql('database/mark', parts));
}

/** What a DDL makes in another schema nobody would mark, empty or drop. */
function refuseElsewhere(tables: readonly string[], made: readonly DatabaseObject[], schema: string): void {
  const absent = tables.filter(table => !made.some(({ type, name }) => type === 'table' && name === table));
  if (absent.length === 0) return;
  const faults = absent.map(table => `${table}: there is no such table in schema ${schema} after the DDL`);
  throw new CannotRun(`the tables do not fit the model:\n  ${faults.join('\n  ')}`, {
    hint: 'correct the model or its DDL, and name no schema in it',
  });
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
