import { formatCount } from '../../shared/count.ts';
import { printable } from '../html/printable.ts';
import type { Report } from '../report.generated.ts';
import { alignedTable } from './aligned-table.ts';

/** Rows of each table after the seed phase and now, with the growth; `-` where they were not counted at the end. */
export function growthTable({ seedPhase, state }: Report): string[] {
  const names = [...new Set([...Object.keys(state.tables), ...Object.keys(seedPhase.tables)])];
  if (names.length === 0) return [];
  const rows = names.map(name => {
    const table = state.tables[name];
    const seeded = table?.seeded ?? seedPhase.tables[name]?.rows ?? 0;
    const now = table === undefined ? '-' : formatCount(table.rows);
    return [printable(name), formatCount(seeded), now, table === undefined ? '-' : growth(table.rows - seeded)];
  });
  return alignedTable([['Table', 'Seeded', 'Now', 'Growth'], ...rows]);
}

function growth(difference: number): string {
  if (difference === 0) return '0';
  return difference > 0 ? `+${formatCount(difference)}` : `-${formatCount(-difference)}`;
}
