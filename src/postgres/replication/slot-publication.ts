import pg from 'pg';
import { CannotRun } from '../../shared/errors.ts';
import { filledSql, sqlFile } from '../sql-file.ts';
import { identifier, literal } from '../sql-text.ts';

/** A publication to read the model's tables through. */
export interface SlotPublication {
  readonly name: string;
  /** Made for this run: goes with it. */
  readonly isOwn: boolean;
}

/** The comment on what was made for one run only. */
export const publicationMark = 'made by alimentador for the slot of a run';

const insufficientPrivilege = '42501';

/**
 * Finds a publication that tells every change of the tables, else makes one.
 * @param ownName for the one that is made
 * @throws CannotRun where the role may not make one
 */
export async function publicationFor(
  client: pg.ClientBase,
  schema: string,
  tables: readonly string[],
  ownName: string,
): Promise<SlotPublication> {
  const covering = sqlFile('slots/covering-publications');
  const { rows } = await client.query<{ name: string }>(covering, [schema, tables]);
  if (rows[0] !== undefined) return { name: rows[0].name, isOwn: false };
  const names = tables.map(table => `${identifier(schema)}.${identifier(table)}`).join(', ');
  const publication = identifier(ownName);
  await client.query('BEGIN');
  try {
    await client.query(filledSql('slots/create-publication', { publication, tables: names }));
    const comment = literal(publicationMark);
    await client.query(filledSql('database/mark', { type: 'PUBLICATION', object: publication, comment }));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    if (!(error instanceof pg.DatabaseError) || error.code !== insufficientPrivilege) throw error;
    throw new CannotRun(`no publication covers the model's tables, and the role may not make one: ${error.message}`, {
      hint: `let an owner run: CREATE PUBLICATION alimentador_pub FOR TABLE ${names};`,
      cause: error,
    });
  }
  return { name: ownName, isOwn: true };
}

export async function dropOwnPublication(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(filledSql('slots/drop-publication', { publication: identifier(name) }));
}
