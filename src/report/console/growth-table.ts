import { formatCount } from '../../shared/count.ts';
import type { Report } from '../report.generated.ts';

/** Rows seeded, now and growth of each table, aligned; nothing where the tables were not read. */
export function growthTable({ state }: Report): string[] {
  const tables = Object.entries(state.tables);
  if (tables.length === 0) return [];
  const rows = tables.map(([name, { seeded, rows: now }]) => {
    const growth = now - seeded;
    return [name, formatCount(seeded), formatCount(now), `${growth < 0 ? '-' : '+'}${formatCount(Math.abs(growth))}`];
  });
  const lines = [['table', 'seeded', 'now', 'growth'], ...rows];
  const widths = [0, 1, 2, 3].map(column => Math.max(...lines.map(line => line[column]!.length)));
  return lines.map(line =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]! + 2))).join(''),
  );
}
