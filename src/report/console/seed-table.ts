import type { SeedResult } from '../../execute/seed-phase.ts';
import { formatCount } from '../../shared/count.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import { printable } from '../html/printable.ts';
import { alignedTable } from './aligned-table.ts';

/** Rows and time of each table that was loaded, and of all together. */
export function seedTable({ tables, rows, durationMs }: SeedResult): string[] {
  const line = (name: string, count: number, ms: number): string[] => [name, formatCount(count), formatDurationMs(ms)];
  return alignedTable([
    ['Table', 'Rows', 'Time'],
    ...Object.entries(tables).map(([name, table]) => line(printable(name), table.rows, table.durationMs)),
    line('all', rows, durationMs),
  ]);
}
