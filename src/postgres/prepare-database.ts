import pg from 'pg';
import type { Model } from '../model/model.ts';
import { CannotRun } from '../shared/errors.ts';
import { isOwn, ownMark, readObjects, remakeOwn, type DatabaseObject } from './own-objects.ts';
import { filledSql } from './sql-file.ts';
import { identifiers } from './sql-text.ts';

export type Prepare = 'create' | 'truncate' | 'keep';

export interface PrepareRequest {
  readonly schema: string;
  readonly model: Model;
  readonly ddl: { readonly file: string; readonly text: string };
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
  const { schema, model, ddl } = request;
  const mark = ownMark(model.name, ddl.text, schema);
  const names = model.tables.map(table => table.name);
  const tables = (await readObjects(client, schema)).flatMap(object => {
    const name = names.find(each => object.type === 'table' && each === object.name);
    return name === undefined ? [] : [{ ...object, name }];
  });
  const isUnchanged = tables.length === names.length && tables.every(table => table.comment === mark);
  const prepare = request.prepare ?? (isUnchanged ? 'truncate' : 'create');
  if (prepare === 'keep') await requireEmpty(client, tables);
  else refuseForeign(tables, model.name, schema);
  if (prepare === 'truncate') await truncate(client, model, tables);
  if (prepare === 'create') {
    await remakeOwn(client, { schema, model: model.name, ddl: ddl.text, mark, tables: names }).catch(
      (error: unknown) => {
        if (!(error instanceof pg.DatabaseError)) throw error;
        const place = error.position === undefined ? '' : `:${lineAt(ddl.text, Number(error.position))}`;
        throw new CannotRun(`${ddl.file}${place}: ${error.message}`, { hint: ddlHint(error), cause: error });
      },
    );
  }
  return prepare;
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
  const filled: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ filled: boolean }>(
      filledSql('database/is-filled', { table: identifiers([name]) }),
    );
    if (rows[0]?.filled === true) filled.push(name);
  }
  if (filled.length === 0) return;
  throw new CannotRun(`database.prepare is keep, but these tables hold rows: ${filled.join(', ')}`, {
    hint: 'empty them yourself: the tool truncates only what it made',
  });
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
