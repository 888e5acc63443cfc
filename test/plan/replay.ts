import type { GeneratorSpec } from '../../src/model/generator-spec.ts';
import type { Model } from '../../src/model/model.ts';
import type { Change, Operation } from '../../src/plan/operation.ts';
import { SeedRows } from '../../src/plan/seed-rows.ts';
import type { Workload } from '../../src/plan/workload.ts';

export interface ReplayedRow {
  readonly values: (string | null)[];
  /** Operation that inserted it; undefined for a seeded one. */
  readonly insertedBy: number | undefined;
  updatedLater: boolean;
}

/**
 * What a database would hold: rows in plain maps, changed by one operation after the other. Knows nothing of histories,
 * candidates or drawing again, so it can be held against them.
 */
export class Replay {
  /** By table index, then row number. */
  readonly tables: readonly Map<number, ReplayedRow>[];
  private readonly model: Model;

  private constructor(model: Model, tables: readonly Map<number, ReplayedRow>[]) {
    this.model = model;
    this.tables = tables;
  }

  /** The database after the seed phase. */
  static of(workload: Workload): Replay {
    const tables = workload.tables.map(({ table, volume }) => {
      const seedRows = new SeedRows(workload, table.index);
      const rows = new Map<number, ReplayedRow>();
      for (let rowNumber = 1; rowNumber <= volume; rowNumber++) {
        rows.set(rowNumber, { values: [...seedRows.row(rowNumber)], insertedBy: undefined, updatedLater: false });
      }
      return rows;
    });
    return new Replay(workload.settings.model, tables);
  }

  copy(): Replay {
    const tables = this.tables.map(
      rows => new Map(Array.from(rows, ([rowNumber, row]) => [rowNumber, { ...row, values: [...row.values] }])),
    );
    return new Replay(this.model, tables);
  }

  apply(operation: Operation): void {
    for (const change of operation.changes) this.change(change, operation.number);
  }

  /** A statement on a row that is not there changes nothing, as in a database. */
  change({ step, rowNumber, columns, values }: Change, operation: number): void {
    const rows = this.tables[step.table]!;
    if (step.kind === 'delete') rows.delete(rowNumber);
    else if (step.kind === 'insert') {
      const row = Array<string | null>(this.model.tables[step.table]!.columns.length).fill(null);
      for (const [place, column] of columns.entries()) row[column] = values[place]!;
      rows.set(rowNumber, { values: row, insertedBy: operation, updatedLater: false });
    } else {
      const row = rows.get(rowNumber);
      if (row === undefined) return;
      for (const [place, column] of columns.entries()) row.values[column] = values[place]!;
      if (row.insertedBy !== operation) row.updatedLater = true;
    }
  }

  /** Whether some live row of a table is like that. */
  some(table: number, isLike: (row: ReplayedRow, rowNumber: number) => boolean): boolean {
    for (const [rowNumber, row] of this.tables[table]!) if (isLike(row, rowNumber)) return true;
    return false;
  }

  /** Row number of the live row of a table with that key. */
  rowWithKey(table: number, key: string): number | undefined {
    const column = this.model.tables[table]!.key.columns[0]!;
    for (const [rowNumber, row] of this.tables[table]!) if (row.values[column] === key) return rowNumber;
    return undefined;
  }

  /** Columns of a table that refer to another, each with that table. */
  references(table: number): { column: number; parent: number }[] {
    return this.model.tables[table]!.columns.flatMap(({ generator, index }) =>
      parentsOf(generator).map(parent => ({ column: index, parent })),
    );
  }
}

function parentsOf(generator: GeneratorSpec): number[] {
  if (generator.kind === 'ref' || generator.kind === 'refTogether') return [generator.table];
  return generator.kind === 'when' ? generator.branches.flatMap(branch => parentsOf(branch.generator)) : [];
}
