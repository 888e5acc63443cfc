import type { Report } from '../report/report.generated.ts';

/** The number at a path of a report; null where there is none, or nothing was measured. */
export function valueAt(report: Report, path: readonly string[]): number | null {
  let value: unknown = report;
  for (const step of path) {
    const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    value = holds ? (value as Record<string, unknown>)[step] : undefined;
  }
  return typeof value === 'number' ? value : null;
}
