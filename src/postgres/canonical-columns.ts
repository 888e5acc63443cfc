import type pg from 'pg';
import { canonicalText, type CanonicalColumn } from '../observe/verify/canonical-text.ts';
import { planOperations } from '../plan/plan.ts';
import { SeedRows } from '../plan/seed-rows.ts';
import type { Workload } from '../plan/workload.ts';
import type { Catalogue, ServerColumn } from './catalogue.ts';
import { hasPlansText } from './plan-text.ts';
import { filledSql } from './sql-file.ts';

/** Seeded rows of each table, and operations, of which values are tried. */
const rowsTried = 200;
const operationsTried = 2_000;

export interface CanonicalColumns {
  /** Columns whose canonical text the tool can make, tried on samples. */
  readonly known: readonly CanonicalColumn[];
  /** Columns, as `table.column`, whose text only the server can make: captures cannot be verified in them. */
  readonly unknown: readonly string[];
}

/**
 * Finds the columns of which the plan's texts are not the server's, and tries on samples whether the tool makes the server's
 * text of them.
 */
export async function canonicalColumns(
  client: pg.ClientBase,
  workload: Workload,
  catalogue: Catalogue,
): Promise<CanonicalColumns> {
  const { model } = workload.settings;
  const inexact = workload.tables.flatMap(({ table }) => {
    const columns = catalogue[table.index]!;
    return table.columns.flatMap(column => {
      const server = columns.get(column.name)!;
      return hasPlansText(table, column, server, model) ? [] : [{ table, column, server }];
    });
  });
  if (inexact.length === 0) return { known: [], unknown: [] };
  const samples = samplesOf(workload);
  const known: CanonicalColumn[] = [];
  const unknown: string[] = [];
  for (const { table, column, server } of inexact) {
    const { type, modifier } = server;
    const candidate = { table: table.name, column: column.name, type, modifier };
    const texts = [...samples[table.index]![column.index]!];
    if (await isRight(client, candidate, server, texts)) known.push(candidate);
    else unknown.push(`${table.name}.${column.name}`);
  }
  return { known, unknown };
}

async function isRight(
  client: pg.ClientBase,
  candidate: CanonicalColumn,
  { formattedType }: ServerColumn,
  texts: readonly string[],
): Promise<boolean> {
  if (texts.length === 0) return true;
  const query = filledSql('catalogue/canonical-texts', { type: formattedType });
  const { rows } = await client.query<{ texts: string[] }>(query, [texts]);
  const make = canonicalText(candidate);
  return texts.every((text, place) => make(text) === rows[0]!.texts[place]);
}

/** Different values by table and column, of the first seeded rows and the first operations. */
function samplesOf(workload: Workload): Set<string>[][] {
  const samples = workload.tables.map(({ table }) => table.columns.map(() => new Set<string>()));
  const add = (table: number, column: number, value: string | null): void => {
    if (value !== null) samples[table]![column]!.add(value);
  };
  for (const { table, volume } of workload.tables) {
    const rows = new SeedRows(workload, table.index);
    for (let rowNumber = 1; rowNumber <= Math.min(volume, rowsTried); rowNumber++) {
      for (const [column, value] of rows.row(rowNumber).entries()) add(table.index, column, value);
    }
  }
  for (const { changes } of planOperations(workload, operationsTried)) {
    for (const { step, columns, values } of changes) {
      for (const [place, column] of columns.entries()) add(step.table, column, values[place]!);
    }
  }
  return samples;
}
