import type { Clock } from '../shared/clock.ts';
import { SeedRows } from '../plan/seed-rows.ts';
import type { Workload } from '../plan/workload.ts';

/** Loads rows into a table; returns how many. What the seed phase needs of a database. */
export type BulkLoad = (
  table: number,
  rows: Iterable<readonly (string | null)[]>,
  progress: (rows: number) => void,
) => Promise<number>;

export interface SeedObserver {
  seedRows(rowsDone: number, table: string): void;
}

export interface SeedResult {
  readonly rows: number;
  readonly durationMs: number;
  readonly tables: Readonly<Record<string, { rows: number; durationMs: number }>>;
}

/** Loads every table's volume in dependency order. An interruption ends it with the rows that are made by then. */
export async function seedPhase(
  workload: Workload,
  load: BulkLoad,
  context: { clock: Clock; observer: SeedObserver; stopping: AbortSignal },
): Promise<SeedResult> {
  const { clock, observer, stopping } = context;
  const startUs = clock.nowUs();
  const tables: Record<string, { rows: number; durationMs: number }> = {};
  let rowsBefore = 0;
  for (const index of workload.settings.model.seedOrder) {
    if (stopping.aborted) break;
    const { table, volume } = workload.tables[index]!;
    const tableStartUs = clock.nowUs();
    const rows = await load(index, seededRows(workload, index, volume, stopping), done => {
      observer.seedRows(rowsBefore + done, table.name);
    });
    rowsBefore += rows;
    tables[table.name] = { rows, durationMs: (clock.nowUs() - tableStartUs) / 1_000 };
  }
  return { rows: rowsBefore, durationMs: (clock.nowUs() - startUs) / 1_000, tables };
}

function* seededRows(
  workload: Workload,
  table: number,
  volume: number,
  stopping: AbortSignal,
): Generator<readonly (string | null)[]> {
  const rows = new SeedRows(workload, table);
  for (let rowNumber = 1; rowNumber <= volume && !stopping.aborted; rowNumber++) yield rows.row(rowNumber);
}
