import type { Step } from '../../src/model/model.ts';
import { rowIdentity, type Change, type Operation } from '../../src/plan/operation.ts';
import type { OperationSource } from '../../src/execute/lane-queue.ts';

/** Table 0 is the parent of table 1. */
export const parents = 0;
export const children = 1;

interface ChangeSketch {
  readonly kind: Step['kind'];
  readonly table: number;
  readonly row: number;
  /** Rows of `parents` that it refers to. */
  readonly refersTo?: readonly number[];
}

/** A change as a lane would plan it, as far as an executor looks at it. */
export function change({ kind, table, row, refersTo = [] }: ChangeSketch): Change {
  const step: Step = { id: 0, number: 1, kind, table, sets: [], pick: 0, where: [], rowOf: undefined };
  const references = refersTo.map(parent => rowIdentity(parents, parent));
  return { step, rowNumber: row, key: [String(row)], columns: [], values: [], picked: 0, references };
}

/** An operation that touches one row of its own unless said otherwise. */
export function operation(sketch: Partial<Operation> & { number: number }): Operation {
  const own = change({ kind: 'insert', table: children, row: sketch.number + 1 });
  return { lane: 0, event: 0, substituted: false, dueUs: 0, changes: [own], expect: undefined, ...sketch };
}

/** A lane that yields these operations. */
export function laneOf(operations: readonly Operation[]): OperationSource {
  const rest = operations[Symbol.iterator]();
  return { next: () => rest.next().value };
}
