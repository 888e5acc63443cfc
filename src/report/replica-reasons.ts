import { formatCount } from '../shared/count.ts';
import { differenceReason } from './difference-reason.ts';
import type { TableCapture } from './report.generated.ts';

/** What is certainly wrong with a replica, in words. */
export function replicaFaults(name: string, { status, expectedRows, tables, attributedTo }: TableCapture): string[] {
  if (expectedRows === 0) return [`capture ${name} expected no row at all: it proves nothing`];
  if (status !== 'findings') return [];
  const different = Object.entries(tables).filter(([, table]) => !table.matches);
  const whose = attributedTo === 'server or harness' ? ' (server or harness)' : '';
  return [`capture ${name}: ${different.map(([table, state]) => differenceReason(table, state)).join('; ')}${whose}`];
}

/** What keeps a replica from a verdict, in words. */
export function replicaCuts(name: string, { status, differences }: TableCapture): string[] {
  if (status !== 'notDrained') return [];
  return [
    `capture ${name} was still changing when the time was over: ${formatCount(differences)} ${differences === 1 ? 'difference was' : 'differences were'} left`,
  ];
}
