import pg from 'pg';
import type { Model } from '../model/model.ts';
import { CannotRun } from '../shared/errors.ts';
import { isOwn, ownMark, readObjects, remakeOwn, type DatabaseObject } from './own-objects.ts';
import { filledSql } from './sql-file.ts';
import { identifiers } from './sql-text.ts';

export type Prepare = 'create' | 'truncate' | 'keep';

/** Which tables, where. */
export interface TableRequest {
  readonly schema: string;
  readonly model: Model;
  readonly ddl: { readonly file: string; readonly text: string };
}

export interface PrepareRequest extends TableRequest {
  /** Left out: truncate where the tool's own unchanged tables stand, else create. */
  readonly prepare: Prepare | undefined;
}

/** A table of the model as it stands. */
type ModelTable = DatabaseObject & { readonly name: string };

/**
 * Leaves the model's tables standing and empty. Only what the tool made is ever dropped or truncated.
 * @returns what was done
 * @throws CannotRun naming what is in the way
 */
export async function prepareDatabase(client: pg.ClientBase, request: PrepareRequest): Promise<Prepare> {
  const { model } = request;
  const { tables, isUnchanged } = await readTables(client, request);
  const prepare = request.prepare ?? (isUnchanged ? 'truncate' : 'create');
  if (prepare === 'keep') await requireEmpty(client, tables);
  else refuseForeign(tables, model.name, request.schema);
  if (prepare === 'truncate') await truncate(client, model, tables);
  if (prepare === 'create') await make(client, request);
  return prepare;
}

/**
 * Makes the model's tables where none stands, and leaves them alone where they stand as they were made.
 * @throws CannotRun for tables that were not made by the tool, or from another DDL
 */
export async function initTables(client: pg.ClientBase, request: TableRequest): Promise<'made' | 'stood'> {
  const { tables, isUnchanged } = await readTables(client, request);
  if (isUnchanged) return 'stood';
  refuseForeign(tables, request.model.name, request.schema);
  if (tables.length > 0) {
    throw new CannotRun('the tables were made from another DDL, or some of them are gone', {
      hint: '`alimentador reset` drops them with their rows and makes them anew',
    });
  }
  await make(client, request);
  return 'made';
}

/**
 * Drops the model's tables with their rows and makes them anew.
 * @param force also drops tables of those names that the tool did not make
 */
export async function resetTables(client: pg.ClientBase, request: TableRequest, force: boolean): Promise<void> {
  const { tables } = await readTables(client, request);
  if (!force) refuseForeign(tables, request.model.name, request.schema);
  await make(client, request, force ? tables : []);
}

async function readTables(
  client: pg.ClientBase,
  { schema, model, ddl }: TableRequest,
): Promise<{ tables: ModelTable[]; isUnchanged: boolean }> {
  const mark = ownMark(model.name, ddl.text, schema);
  const names = model.tables.map(table => table.name);
  const tables = (await readObjects(client, schema)).flatMap(object => {
    const name = names.find(each => object.type === 'table' && each === object.name);
    return name === undefined ? [] : [{ ...object, name }];
  });
  const isUnchanged = tables.length === names.length && tables.every(table => table.comment === mark);
  return { tables, isUnchanged };
}

async function make(
  client: pg.ClientBase,
  { schema, model, ddl }: TableRequest,
  also: readonly ModelTable[] = [],
): Promise<void> {
  const mark = ownMark(model.name, ddl.text, schema);
  const request = {
    schema,
    model: model.name,
    ddl: ddl.text,
    mark,
    tables: model.tables.map(table => table.name),
    also: also.map(table => table.identity),
  };
  await remakeOwn(client, request).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const place = error.position === undefined ? '' : `:${lineAt(ddl.text, Number(error.position))}`;
    throw new CannotRun(`${ddl.file}${place}: ${error.message}`, { hint: ddlHint(error), cause: error });
  });
}

/** Line (from 1) of a position (from 1, in characters) that the server names. */
function lineAt(text: string, position: number): number {
  const before = Array.from(text).slice(0, position - 1);
  return before.filter(character => character === '\n').length + 1;
}

function refuseForeign(tables: readonly ModelTable[], model: string, schema: string): void {
  const foreign = tables.filter(table => !isOwn(table, model, schema)).map(table => table.identity);
  if (foreign.length === 0) return;
  throw new CannotRun(
    `these tables are in the way and were not made by alimentador for this model: ${foreign.join(', ')}`,
    {
      hint: 'use another database or database.schema, or database.prepare: keep to use them as they are, if they are empty',
    },
  );
}

async function truncate(client: pg.ClientBase, model: Model, tables: readonly ModelTable[]): Promise<void> {
  const absent = model.tables.filter(({ name }) => !tables.some(table => table.name === name)).map(({ name }) => name);
  if (absent.length > 0) {
    throw new CannotRun(`nothing to truncate: ${absent.join(', ')} do not exist`, {
      hint: 'use database.prepare: create',
    });
  }
  await client.query(filledSql('database/truncate', { tables: identifiers(model.tables.map(table => table.name)) }));
}

/** The plan decides every row, so tables that are kept must hold none. */
async function requireEmpty(client: pg.ClientBase, tables: readonly ModelTable[]): Promise<void> {
  const filled = await filledTables(client, tables);
  if (filled.length === 0) return;
  throw new CannotRun(`database.prepare is keep, but these tables hold rows: ${filled.join(', ')}`, {
    hint: 'empty them yourself: the tool truncates only what it made',
  });
}

/** Names of the tables that hold any row. */
export async function filledTables(
  client: pg.ClientBase,
  tables: readonly { readonly name: string }[],
): Promise<string[]> {
  const filled: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ filled: boolean }>(
      filledSql('database/is-filled', { table: identifiers([name]) }),
    );
    if (rows[0]?.filled === true) filled.push(name);
  }
  return filled;
}

function ddlHint({ code, message }: pg.DatabaseError): string {
  if (code === '42710' && message.startsWith('publication ')) {
    return (
      "it was not made by alimentador for this schema: publications are the database's, so rename one of them, or let the " +
      'DDL make the name from current_schema() as sql/hospital/schema.sql does'
    );
  }
  if (code === '42P07' || code === '42710' || code === '42723') {
    return 'an object of that name was not made by alimentador: use another database, or rename it';
  }
  return 'correct the DDL of the model, or give the user the rights it needs';
}
