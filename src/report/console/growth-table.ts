import { formatCount } from '../../shared/count.ts';
import { printable } from '../html/printable.ts';
import type { Report } from '../report.generated.ts';
import { alignedTable } from './aligned-table.ts';

/** Rows of each table after the seed phase and now, with the growth; `-` where they were not counted. */
export function growthTable(
  tables: Readonly<Record<string, { readonly seeded: number; readonly rows: number | undefined }>>,
): string[] {
  const rows = Object.entries(tables).map(([name, { seeded, rows: now }]) => {
    const [count, more] = now === undefined ? ['-', '-'] : [formatCount(now), growth(now - seeded)];
    return [printable(name), formatCount(seeded), count, more];
  });
  return rows.length === 0 ? [] : alignedTable([['Table', 'Seeded', 'Now', 'Growth'], ...rows]);
}

/** The tables of a report, those that were only seeded included. */
export function reportedTables({ seedPhase, state }: Report): Parameters<typeof growthTable>[0] {
  const seeded = Object.entries(seedPhase.tables).map(([name, { rows }]) => {
    return [name, { seeded: rows, rows: undefined }] as const;
  });
  return { ...state.tables, ...Object.fromEntries(seeded.filter(([name]) => !(name in state.tables))) };
}

function growth(difference: number): string {
  if (difference === 0) return '0';
  return difference > 0 ? `+${formatCount(difference)}` : `-${formatCount(-difference)}`;
}
