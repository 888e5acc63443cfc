import pg from 'pg';
import { CannotRun } from '../shared/errors.ts';
import { sqlFile } from './sql-file.ts';

/** What stands in `alimentador.progress` for a schema. */
export interface StoredProgress {
  /** JSON of the caller's making. */
  readonly progress: unknown;
  /** Numbers of operations that did not commit. */
  readonly notCommitted: readonly number[];
}

/** How far the single steps came in a schema of this database. Written outside the operations' transactions. */
export class ProgressTable {
  private readonly client: pg.ClientBase;
  private readonly schema: string;

  constructor(client: pg.ClientBase, schema: string) {
    this.client = client;
    this.schema = schema;
  }

  /** Undefined where no step was ever done. */
  async read(): Promise<StoredProgress | undefined> {
    if (!(await this.exists())) return undefined;
    const { rows } = await this.client.query<{ progress: unknown; not_committed: string[] }>(sqlFile('progress/read'), [
      this.schema,
    ]);
    const [row] = rows;
    return row === undefined ? undefined : { progress: row.progress, notCommitted: row.not_committed.map(Number) };
  }

  /**
   * Writes all of it, making the table first where there is none.
   * @throws CannotRun when the user may not create the schema `alimentador`
   */
  async write({ progress, notCommitted }: StoredProgress): Promise<void> {
    try {
      if (!(await this.exists())) {
        await this.client.query(sqlFile('progress/schema'));
        await this.client.query(sqlFile('progress/table'));
      }
      await this.client.query(sqlFile('progress/write'), [this.schema, JSON.stringify(progress), notCommitted]);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
      throw new CannotRun(`the progress of single steps cannot be kept: ${error.message}`, {
        hint: 'they keep it in a schema named alimentador: GRANT CREATE ON DATABASE ... TO the user, or use `run`',
        cause: error,
      });
    }
  }

  /** Writes what changed while a stream runs. */
  async advance(progress: unknown, newlyNotCommitted: readonly number[]): Promise<void> {
    const values = [this.schema, JSON.stringify(progress), newlyNotCommitted];
    await this.client.query(sqlFile('progress/write-counts'), values);
  }

  /** Whatever the steps knew is true no more. */
  async forget(): Promise<void> {
    if (await this.exists()) await this.client.query(sqlFile('progress/forget'), [this.schema]);
  }

  private async exists(): Promise<boolean> {
    const { rows } = await this.client.query<{ exists: boolean }>(sqlFile('progress/exists'));
    return rows[0]!.exists;
  }
}
