import type { Step } from '../model/model.ts';
import { formatCount } from '../shared/count.ts';
import { summarisePlan, type PlanSummary } from './plan.ts';
import type { Workload } from './workload.ts';

/** Most operations that are planned to find out whether a plan works out. */
export const rehearsalMax = 1_000_000;

export interface Rehearsal {
  readonly summary: PlanSummary;
  /** Tables that run out of unique values, in words. */
  readonly exhausted: readonly { readonly table: string; readonly message: string }[];
  /** What to warn of, in words. */
  readonly warnings: readonly string[];
}

/**
 * Plans a run without a database and says what would go wrong: unique values that run out, and demand over supply, which
 * is when more than 1 % of the operations had to be replaced by others.
 */
export function rehearse(workload: Workload, limit: number = rehearsalMax): Rehearsal {
  const summary = summarisePlan(workload, limit);
  const { substituted, skipped, operations } = summary;
  const exhausted = workload.tables.flatMap(({ table, volume, rowsMax }) => {
    const message = exhaustion(
      [...summary.exhausted].filter(step => step.table === table.index),
      volume,
      rowsMax,
    );
    return message === undefined ? [] : [{ table: table.name, message }];
  });
  const replaced = substituted + skipped;
  const share = operations === 0 ? 0 : (100 * replaced) / operations;
  const demand = `${formatCount(replaced)} of ${formatCount(operations)} operations (${share.toFixed(1)} %) find no suitable row and are replaced by another event`;
  const hint = 'there are not enough rows for the events that update or delete them';
  return { summary, exhausted, warnings: share > 1 ? [`${demand}: ${hint}`] : [] };
}

/** What is wrong with a table whose steps found no unique value left. */
function exhaustion(steps: readonly Step[], volume: number, rowsMax: number): string | undefined {
  if (steps.some(step => step.kind === 'insert')) {
    const room = `has room for ${formatCount(rowsMax)} unique rows`;
    return `${room}: ${formatCount(volume)} are seeded and the stream inserts more than are left`;
  }
  if (steps.length === 0) return undefined;
  return 'has a unique column that events set anew until no value is left: give it a longer sequence';
}
