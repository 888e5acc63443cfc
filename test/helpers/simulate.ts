import { planOperations } from '../../src/plan/plan.ts';
import { rowIdentity, type Change } from '../../src/plan/operation.ts';
import type { Workload } from '../../src/plan/workload.ts';

/** What a server must make of a plan. */
export interface Simulated {
  readonly operations: number;
  readonly committed: number;
  readonly rejected: number;
  readonly rejectedAsExpected: number;
  readonly bySqlState: Readonly<Record<string, number>>;
  readonly noEffectByConsequence: number;
}

/** The value that a change gives a column, as a number; NaN where it sets none. */
export function numberOf(workload: Workload, { step, columns, values }: Change, name: string): number {
  const place = columns.findIndex(column => workload.settings.model.tables[step.table]!.columns[column]!.name === name);
  return place < 0 ? NaN : Number(values[place]);
}

/**
 * Plays a plan on a server that rejects some changes with a SQLSTATE: an operation is rejected as a whole, whoever refers
 * to a row that is not there is rejected with 23503, and what changes such a row has no effect.
 * @param options `isDeferred`: the rules are looked at when the operation commits, behind the foreign keys
 */
export function simulate(
  workload: Workload,
  rejects: (change: Change) => string | undefined,
  { isDeferred = false }: { isDeferred?: boolean } = {},
): Simulated {
  const absent = new Set<number>();
  const bySqlState: Record<string, number> = {};
  let [operations, committed, rejectedAsExpected, noEffectByConsequence] = [0, 0, 0, 0];
  for (const { changes, expect, event } of planOperations(workload)) {
    if (event === undefined) continue;
    operations += 1;
    const idle = changes.filter(
      ({ step, rowNumber }) => step.kind !== 'insert' && absent.has(rowIdentity(step.table, rowNumber)),
    );
    const refersToNothing = (change: Change): string | undefined =>
      change.references.some(row => absent.has(row)) ? '23503' : undefined;
    const effective = changes.filter(change => !idle.includes(change));
    const faults = isDeferred
      ? [...effective.map(refersToNothing), ...effective.map(rejects)]
      : effective.flatMap(change => [rejects(change), refersToNothing(change)]);
    const fault = faults.find(state => state !== undefined);
    if (fault === undefined) {
      committed += 1;
      noEffectByConsequence += idle.length;
    } else if (fault === expect) rejectedAsExpected += 1;
    else {
      bySqlState[fault] = (bySqlState[fault] ?? 0) + 1;
      for (const { step, rowNumber } of changes) {
        if (step.kind === 'insert') absent.add(rowIdentity(step.table, rowNumber));
      }
    }
  }
  const rejected = Object.values(bySqlState).reduce((a, b) => a + b, 0);
  return { operations, committed, rejected, rejectedAsExpected, bySqlState, noEffectByConsequence };
}
