import type pg from 'pg';
import type { Model } from '../model/model.ts';
import type { ReadOnlyQuery } from '../observe/checks.ts';
import { checkState, type StateResult } from '../observe/state-check.ts';
import type { Oracle } from '../plan/oracle.ts';
import type { Workload } from '../plan/workload.ts';
import { CannotRun } from '../shared/errors.ts';
import { readCatalogue, type Catalogue } from './catalogue.ts';
import { connect, type SessionSettings } from './connect.ts';
import { closeNow } from './connection/open-session.ts';
import { ClientWatch } from './lost.ts';
import { filledTables } from './prepare-database.ts';
import { readOnlyQuery } from './read-only-query.ts';
import { filledSql, sqlFile } from './sql-file.ts';
import { identifier } from './sql-text.ts';
import { SnapshotReader } from './state-reader.ts';

const checkTimeLimitMs = 30_000;

/** A database that somebody keeps equal to the run's, seen through a session of our own that only reads. */
export class ReplicaDatabase {
  private readonly client: pg.Client;
  private readonly watch: ClientWatch;
  private readonly model: Model;
  private readonly schema: string;
  private readonly catalogue: Catalogue;
  private readonly source: Catalogue;

  private constructor(
    client: pg.Client,
    watch: ClientWatch,
    model: Model,
    schema: string,
    catalogues: { own: Catalogue; source: Catalogue },
  ) {
    this.schema = schema;
    this.client = client;
    this.watch = watch;
    this.model = model;
    this.catalogue = catalogues.own;
    this.source = catalogues.source;
  }

  /**
   * @param source the run's own tables: their types decide the texts that are expected
   * @throws CannotRun where it cannot be reached, or its tables do not fit
   */
  static async open(url: string, settings: SessionSettings, model: Model, source: Catalogue): Promise<ReplicaDatabase> {
    const client = await connect(url, settings);
    const watch = new ClientWatch(client);
    try {
      const own = await watch.during('the tables cannot be looked at', () =>
        readCatalogue(client, settings.schema, model),
      );
      refuseOtherKeys(model, own.catalogue, source);
      return new ReplicaDatabase(client, watch, model, settings.schema, { own: own.catalogue, source });
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** Which database of which server this is. */
  async identity(): Promise<string> {
    return this.watch.during('the server cannot be identified', () => readIdentity(this.client));
  }

  /** Names of the model's tables that hold any row. */
  async filled(): Promise<string[]> {
    return this.watch.during('the tables cannot be looked at', () => filledTables(this.client, this.model.tables));
  }

  /** Slots of the native subscriptions that feed the tables; undefined where any table has another feed, or none. */
  async feed(): Promise<{ slots: string[] | undefined; isReady: boolean }> {
    type Row = { readonly table: string; readonly slot: string | null; readonly isReady: boolean };
    const names = this.model.tables.map(table => table.name);
    const { rows } = await this.watch.during('subscriptions cannot be looked at', () =>
      this.client.query<Row>(sqlFile('slots/feeding'), [this.schema, names]),
    );
    const slots = new Set(rows.flatMap(({ slot }) => slot ?? []));
    const isKnown =
      names.every(name => rows.some(({ table }) => table === name)) && rows.every(row => row.slot !== null);
    return { slots: isKnown ? [...slots] : undefined, isReady: rows.every(row => row.isReady) };
  }

  /** Rows of each of the model's tables. */
  async counts(): Promise<number[]> {
    return this.watch.during('the rows cannot be counted', async () => {
      const counts: number[] = [];
      for (const { name } of this.model.tables) {
        const sql = filledSql('database/count', { table: identifier(name) });
        const { rows } = await this.client.query<{ rows: string }>(sql);
        counts.push(Number(rows[0]!.rows));
      }
      return counts;
    });
  }

  /** Compares every row with a prediction, all tables in one snapshot. */
  async compare(workload: Workload, oracle: Oracle): Promise<StateResult> {
    const reader = new SnapshotReader(this.client, this.model, this.catalogue, this.source);
    return this.watch.during('the rows cannot be read', () =>
      reader.inSnapshot(() => checkState(workload, oracle, reader)),
    );
  }

  get query(): ReadOnlyQuery {
    return readOnlyQuery(this.client, checkTimeLimitMs);
  }

  /** Lets go of a session that gives no answer; the server ends it at the time limit of its statements. */
  abandon(): void {
    closeNow(this.client);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

/** The database of the server that a session works on, the same in every session of it. */
export async function readIdentity(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ identity: string }>(sqlFile('catalogue/system-identity'));
  return rows[0]!.identity;
}

/** Rows are found by their keys, so those have to be of one type on both sides. */
function refuseOtherKeys(model: Model, own: Catalogue, source: Catalogue): void {
  const faults = model.tables.flatMap(({ name, index, key, columns }) =>
    key.columns.flatMap(column => {
      const typeIn = (catalogue: Catalogue): string => catalogue[index]!.get(columns[column]!.name)!.formattedType;
      const [here, there] = [typeIn(own), typeIn(source)];
      return here === there ? [] : [`${name}.${columns[column]!.name} is ${here}, on the source ${there}`];
    }),
  );
  if (faults.length === 0) return;
  throw new CannotRun(`keys are of other types than on the source: ${faults.join('; ')}`, {
    hint: 'give them the same types',
  });
}
