import { planOperations } from '../../src/plan/plan.ts';
import { SeedRows } from '../../src/plan/seed-rows.ts';
import type { Workload } from '../../src/plan/workload.ts';

/** A change that the stream phase must make, as the plan says before the run. */
export interface PlannedChange {
  readonly operation: number;
  readonly lane: number;
  readonly event: string;
  /** Changes of its operation. */
  readonly siblings: number;
  readonly table: string;
  readonly op: 'insert' | 'update' | 'delete';
  readonly key: readonly string[];
  /** Which change of its row it is, from 1, the seed phase's insert included. */
  readonly nth: number;
  /** The row's values behind it; undefined behind a delete. */
  readonly image: Readonly<Record<string, string | null>> | undefined;
}

/** All of the plan, in the order of its operations. */
export function plannedChanges(workload: Workload): PlannedChange[] {
  const { model } = workload.settings;
  const seedRows = workload.tables.map((_, table) => new SeedRows(workload, table));
  const rows = new Map<string, { nth: number; values: (string | null)[] }>();
  const found: PlannedChange[] = [];
  for (const { number, lane, event, changes } of planOperations(workload)) {
    for (const { step, rowNumber, key, columns, values } of changes) {
      const { table, volume } = workload.tables[step.table]!;
      const name = `${step.table} ${rowNumber}`;
      const isSeeded = rowNumber <= volume;
      const row = rows.get(name) ?? {
        nth: isSeeded ? 1 : 0,
        values: isSeeded ? [...seedRows[step.table]!.row(rowNumber)] : table.columns.map(() => null),
      };
      row.nth += 1;
      for (const [at, column] of columns.entries()) row.values[column] = values[at]!;
      rows.set(name, row);
      const image = Object.fromEntries(table.columns.map((column, at) => [column.name, row.values[at]!]));
      found.push({
        operation: number,
        lane,
        event: model.events[event!]!.name,
        siblings: changes.length,
        table: table.name,
        op: step.kind,
        key,
        nth: row.nth,
        image: step.kind === 'delete' ? undefined : image,
      });
    }
  }
  return found;
}

/** Changes that the plan makes of the same row. */
export function sameRow(plan: readonly PlannedChange[], { table, key }: PlannedChange): PlannedChange[] {
  return plan.filter(each => each.table === table && each.key.join(' ') === key.join(' '));
}
