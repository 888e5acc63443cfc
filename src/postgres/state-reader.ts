import type pg from 'pg';
import type { Model, Table } from '../model/model.ts';
import type { ExpectedTexts, ActualRow } from '../observe/compare-rows.ts';
import type { StateReader, TableSides } from '../observe/state-check.ts';
import type { ExpectedRow, Oracle } from '../plan/oracle.ts';
import type { Catalogue } from './catalogue.ts';
import { copyIn, copyOut } from './copy.ts';
import { hasPlansText, isOrdered } from './plan-text.ts';
import { filledSql, sqlFile } from './sql-file.ts';
import { identifier, identifiers } from './sql-text.ts';

/**
 * Reads the final state in one REPEATABLE READ snapshot.
 *
 * Where each of a table's values has the same text in the plan and on the server, and its key is the row number, the table
 * is simply read in that order. Otherwise the predicted rows go into a temporary table of the same types first: the server
 * then writes their canonical texts itself, and a join gives its rows their numbers.
 */
export class SnapshotReader implements StateReader {
  private readonly client: pg.Client;
  private readonly model: Model;
  private readonly catalogue: Catalogue;
  private readonly source: Catalogue;

  /** @param source tables whose types decide the expected texts, where they are not those that are read */
  constructor(client: pg.Client, model: Model, catalogue: Catalogue, source = catalogue) {
    this.client = client;
    this.model = model;
    this.catalogue = catalogue;
    this.source = source;
  }

  /** Does the work in one REPEATABLE READ snapshot. */
  async inSnapshot<Result>(work: (reader: SnapshotReader) => Promise<Result>): Promise<Result> {
    await this.client.query(sqlFile('state/begin'));
    try {
      return await work(this);
    } finally {
      // Nothing was written, so it does not matter where this fails; what failed before does.
      await this.client.query('ROLLBACK').catch(() => undefined);
    }
  }

  async read(index: number, oracle: Oracle): Promise<TableSides> {
    const table = this.model.tables[index]!;
    const columns = this.source[index]!;
    const isPlain =
      isOrdered(table, this.catalogue[index]!) &&
      table.columns.every(column => hasPlansText(table, column, columns.get(column.name)!, this.model));
    return isPlain
      ? { expected: planned(oracle, index), actual: this.byNumber(table) }
      : await this.byKey(table, oracle);
  }

  private byNumber(table: Table): AsyncIterable<ActualRow> {
    const key = identifier(table.columns[table.key.columns[0]!]!.name);
    const columns = identifiers(table.columns.map(column => column.name));
    const parts = { key, columns, table: identifier(table.name), changed: changed(table, '') };
    return actualRows(copyOut(this.client, filledSql('state/rows-by-number', parts)));
  }

  private async byKey(table: Table, oracle: Oracle): Promise<TableSides> {
    const names = table.columns.map(column => column.name);
    const expected = identifier(`alimentador expected ${table.index}`);
    const parts = { expected, columns: identifiers(names), table: identifier(table.name) };
    const typed = names.map(name => `${identifier(name)} ${this.source[table.index]!.get(name)!.formattedType}`);
    await this.client.query(filledSql('state/expected-table', { expected, columns: typed.join(', ') }));
    const updatedLater: boolean[] = [];
    const rows = function* (): Generator<(string | null)[]> {
      for (const row of oracle.rows(table.index)) {
        updatedLater.push(row.updatedLater);
        yield [String(row.rowNumber), ...row.values];
      }
    };
    const target = { table: expected, columns: identifiers(['#row', ...names]) };
    await copyIn(this.client, filledSql('run/copy-in', target), rows());
    // One session answers one query at a time, so the predicted texts are read before the table is.
    const texts: (string | null)[][] = [];
    for await (const row of copyOut(this.client, filledSql('state/expected-rows', parts))) texts.push(row);
    return {
      expected: canonical(texts, updatedLater),
      actual: actualRows(copyOut(this.client, this.joined(table, parts))),
    };
  }

  private joined(table: Table, parts: { expected: string; table: string }): string {
    const keys = table.key.columns.map(column => identifier(table.columns[column]!.name));
    return filledSql('state/rows-by-key', {
      ...parts,
      columns: table.columns.map(column => `t.${identifier(column.name)}`).join(', '),
      changed: changed(table, 't.'),
      join: keys.map(key => `t.${key} = e.${key}`).join(' AND '),
      key_text: `concat_ws(chr(31), ${keys.map(key => `t.${key}::text`).join(', ')})`,
    });
  }
}

/** Whether the server's time of change lies after that of creation, for tables that name both. */
function changed(table: Table, prefix: string): string {
  const [created, updated, ...more] = table.serverColumns;
  if (created === undefined || updated === undefined || more.length > 0) return 'NULL';
  return `${prefix}${identifier(updated)} > ${prefix}${identifier(created)}`;
}

async function* planned(oracle: Oracle, table: number): AsyncGenerator<ExpectedRow> {
  yield* oracle.rows(table);
}

async function* canonical(
  texts: readonly (readonly (string | null)[])[],
  updatedLater: readonly boolean[],
): AsyncGenerator<ExpectedTexts> {
  for (const [place, [rowNumber = null, ...values]] of texts.entries()) {
    yield { rowNumber: Number(rowNumber), values, updatedLater: updatedLater[place]! };
  }
}

async function* actualRows(rows: AsyncIterable<(string | null)[]>): AsyncGenerator<ActualRow> {
  for await (const [rowNumber = null, later = null, ...values] of rows) {
    yield {
      rowNumber: rowNumber === null ? undefined : Number(rowNumber),
      changedLater: later === null ? undefined : later === 't',
      values,
    };
  }
}
