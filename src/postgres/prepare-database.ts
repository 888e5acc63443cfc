import type pg from 'pg';
import type { Model } from '../model/model.ts';
import { CannotRun, messageOf } from '../shared/errors.ts';
import { dropOwn, isOwn, makeOwn, ownMark, readObjects, type DatabaseObject } from './own-objects.ts';
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

/**
 * Leaves the model's tables standing and empty. Only what the tool made is ever dropped or truncated.
 * @returns what was done
 * @throws CannotRun naming what is in the way
 */
export async function prepareDatabase(client: pg.ClientBase, request: PrepareRequest): Promise<Prepare> {
  const { schema, model, ddl } = request;
  const mark = ownMark(model.name, ddl.text);
  const names = new Set(model.tables.map(table => table.name));
  const tables = (await readObjects(client, schema)).filter(({ type, name }) => type === 'table' && names.has(name));
  const isUnchanged = tables.length === names.size && tables.every(table => table.comment === mark);
  const prepare = request.prepare ?? (isUnchanged ? 'truncate' : 'create');
  if (prepare === 'keep') await requireEmpty(client, model);
  else refuseForeign(tables, model.name);
  if (prepare === 'truncate') await truncate(client, model, tables);
  if (prepare === 'create') {
    await dropOwn(client, schema, model.name);
    await makeOwn(client, schema, ddl.text, mark).catch((error: unknown) => {
      throw new CannotRun(`${ddl.file}: ${messageOf(error)}`, { hint: ddlHint(error), cause: error });
    });
  }
  return prepare;
}

function refuseForeign(tables: readonly DatabaseObject[], model: string): void {
  const foreign = tables.filter(table => !isOwn(table, model)).map(table => table.identity);
  if (foreign.length === 0) return;
  throw new CannotRun(
    `these tables are in the way and were not made by alimentador for this model: ${foreign.join(', ')}`,
    {
      hint: 'use another database, or database.prepare: keep to use them as they are, if they are empty',
    },
  );
}

async function truncate(client: pg.ClientBase, model: Model, tables: readonly DatabaseObject[]): Promise<void> {
  const absent = model.tables.filter(({ name }) => !tables.some(table => table.name === name)).map(({ name }) => name);
  if (absent.length > 0) {
    throw new CannotRun(`nothing to truncate: ${absent.join(', ')} do not exist`, {
      hint: 'use database.prepare: create',
    });
  }
  await client.query(filledSql('database/truncate', { tables: identifiers(model.tables.map(table => table.name)) }));
}

/** The plan decides every row, so tables that are kept must hold none. */
async function requireEmpty(client: pg.ClientBase, model: Model): Promise<void> {
  const filled: string[] = [];
  for (const { name } of model.tables) {
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

function ddlHint(error: unknown): string {
  const code = (error as { code?: string }).code;
  if (code === '42P07' || code === '42710' || code === '42723') {
    return 'an object of that name was not made by alimentador: use another database, or rename it';
  }
  return 'correct the DDL of the model, or give the user the rights it needs';
}
