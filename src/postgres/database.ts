import type pg from 'pg';
import type { OperationSender } from '../execute/operation-sender.ts';
import type { BulkLoad } from '../execute/seed-phase.ts';
import type { ReadOnlyQuery } from '../observe/checks.ts';
import type { LoadedModel } from '../model/load-model.ts';
import type { Workload } from '../plan/workload.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { CannotRun } from '../shared/errors.ts';
import { canonicalColumns, type CanonicalColumns } from './canonical-columns.ts';
import { readCatalogue, type Catalogue } from './catalogue.ts';
import { applySettings, type SessionSettings } from './connect.ts';
import { copyIn } from './copy.ts';
import { lockedSession } from './locked-session.ts';
import type { ClientWatch } from './lost.ts';
import { filledTables, prepareDatabase } from './prepare-database.ts';
import { ProgressTable } from './progress-table.ts';
import { readPublishedTables, type PublishedTable } from './published-tables.ts';
import { readOnlyQuery } from './read-only-query.ts';
import { readIdentity } from './replica-database.ts';
import type { ServerFacts } from './server-facts.ts';
import { filledSql, sqlFile } from './sql-file.ts';
import { identifier, identifiers } from './sql-text.ts';
import { SnapshotReader } from './state-reader.ts';
import { Statements } from './statements.ts';
import { openStreamConnection } from './stream-connection.ts';

const checkTimeLimitMs = 30_000;

/** The database of one run: prepared, locked for it, and everything that the phases need of it. */
export class Database {
  readonly facts: ServerFacts;
  /** What the model does not mention, in words. */
  readonly warnings: readonly string[];
  /** How far the single steps came. */
  readonly progress: ProgressTable;
  private readonly client: pg.Client;
  private readonly watch: ClientWatch;
  private readonly url: string;
  private readonly settings: SessionSettings;
  private readonly model: LoadedModel['model'];
  private readonly catalogue: Catalogue;

  private constructor(
    client: pg.Client,
    url: string,
    settings: SessionSettings,
    found: {
      watch: ClientWatch;
      facts: ServerFacts;
      warnings: readonly string[];
      model: LoadedModel['model'];
      catalogue: Catalogue;
      progress: ProgressTable;
    },
  ) {
    this.client = client;
    this.watch = found.watch;
    this.url = url;
    this.settings = settings;
    this.facts = found.facts;
    this.warnings = found.warnings;
    this.model = found.model;
    this.catalogue = found.catalogue;
    this.progress = found.progress;
  }

  /**
   * Connects, takes the lock of the database and leaves the model's tables standing and empty, or as they stand.
   * @throws CannotRun saying what is in the way
   */
  static async open(
    url: string,
    scenario: Scenario,
    { model, ddl }: LoadedModel,
    runId: string,
    tables: 'prepared' | 'asTheyStand' = 'prepared',
  ): Promise<Database> {
    const { schema, synchronousCommit, prepare } = scenario.database;
    const settings = { applicationName: `alimentador ${runId}`, synchronousCommit, schema };
    return lockedSession(url, settings, async ({ client, watch, facts }) => {
      const progress = new ProgressTable(client, schema);
      if (tables === 'prepared') {
        await prepareDatabase(client, { schema, model, ddl, prepare });
        await progress.forget();
      }
      await applySettings(client, settings);
      const { catalogue, warnings } = await readCatalogue(client, schema, model);
      return new Database(client, url, settings, { watch, facts, warnings, model, catalogue, progress });
    });
  }

  /** COPY into a table, then its planner statistics. */
  readonly load: BulkLoad = async (index, rows, progress) => {
    const { name, columns } = this.model.tables[index]!;
    const table = identifier(name);
    const target = { table, columns: identifiers(columns.map(column => column.name)) };
    return this.watch.during(`${name} cannot be seeded`, async () => {
      const count = await copyIn(this.client, filledSql('run/copy-in', target), rows, progress);
      await this.client.query(filledSql('database/analyze', { table }));
      return count;
    });
  };

  /** Sets the sequences of serial keys behind the largest row number, by table index. */
  async setSequences(rowNumberMax: readonly number[]): Promise<void> {
    for (const { key, index, name, columns } of this.model.tables) {
      if (key.kind !== 'serial') continue;
      const values = [identifier(name), columns[key.columns[0]!]!.name, rowNumberMax[index]];
      await this.watch.during(`the sequence of ${name} cannot be set`, () =>
        this.client.query(sqlFile('run/set-sequence'), values),
      );
    }
  }

  /** Which database of which server this is. */
  async identity(): Promise<string> {
    return this.watch.during('the server cannot be identified', () => readIdentity(this.client));
  }

  /** The model's tables as they stand. */
  get tables(): Catalogue {
    return this.catalogue;
  }

  /** Settings of the run's sessions, for others that it opens. */
  get session(): SessionSettings {
    return this.settings;
  }

  /** Columns whose planned texts are not the server's own. */
  async canonicalColumns(workload: Workload): Promise<CanonicalColumns> {
    return this.watch.during('canonical texts cannot be tried', () =>
      canonicalColumns(this.client, workload, this.catalogue),
    );
  }

  /** The model's tables as connectors see them. */
  async publishedTables(): Promise<PublishedTable[]> {
    const names = this.model.tables.map(table => table.name);
    return this.watch.during('the tables cannot be looked at', () =>
      readPublishedTables(this.client, this.settings.schema, names),
    );
  }

  /** Whether somebody reads a replication slot. */
  async slotHasReader(slot: string): Promise<boolean> {
    const { rows } = await this.client.query<{ hasReader: boolean }>(sqlFile('slots/has-reader'), [slot]);
    return rows[0]?.hasReader ?? false;
  }

  /** Position in the log of the end of all that is written so far. */
  async writtenEnd(): Promise<number> {
    const { rows } = await this.watch.during('the log cannot be looked at', () =>
      this.client.query<{ endLsn: number }>(sqlFile('slots/written-end')),
    );
    return rows[0]!.endLsn;
  }

  /** How far the readers of some slots of this database have confirmed, by slot; without those that it does not have. */
  async confirmed(slots: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await this.watch.during('replication slots cannot be looked at', () =>
      this.client.query<{ name: string; confirmedLsn: number }>(sqlFile('slots/confirmed'), [slots]),
    );
    return new Map(rows.map(({ name, confirmedLsn }) => [name, confirmedLsn]));
  }

  /** Connections for the stream, each with every statement prepared. */
  async openSenders(count: number): Promise<OperationSender[]> {
    const statements = new Statements(this.model, this.catalogue);
    const opening = Array.from({ length: count }, () => openStreamConnection(this.url, this.settings, statements));
    try {
      return await Promise.all(opening);
    } catch (error) {
      // One that stays open would keep the process alive.
      for (const opened of await Promise.allSettled(opening)) if ('value' in opened) await opened.value.close();
      throw error;
    }
  }

  /** Throws CannotRun that names the model's tables that hold rows. */
  async requireEmpty(): Promise<void> {
    const filled = await filledTables(this.client, this.model.tables);
    if (filled.length === 0) return;
    throw new CannotRun(`these tables hold rows: ${filled.join(', ')}`, { hint: '`alimentador reset` empties them' });
  }

  /** Calls `read` with a reader of one snapshot. */
  async inSnapshot<Result>(read: (reader: SnapshotReader) => Promise<Result>): Promise<Result> {
    const reader = new SnapshotReader(this.client, this.model, this.catalogue);
    return this.watch.during('the final state cannot be read', () => reader.inSnapshot(read));
  }

  get query(): ReadOnlyQuery {
    return readOnlyQuery(this.client, checkTimeLimitMs);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
