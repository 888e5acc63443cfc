import * as fc from 'fast-check';
import type { Workload } from '../../../src/plan/workload.ts';
import { modelOf, runs, workloadOf, type Circumstances } from '../../plan/workloads.ts';

/** Model, random seed, lanes and operations. */
export type FewRows = [number, number, number, number];

const partsWith = (rows: number, key: string, columns: string, events: string): string => `
tables:
  parts:
    rows: ${rows}
    key: ${key}
    columns: { ${columns} }
    serverColumns: [created_at, updated_at]
events:
  ${events.trim()}
`;
const number = '{ int: { from: 1, to: 1000000 } }';
/**
 * Few rows with few values, where images recur and most changes have a neighbour that may not have committed: what makes a
 * verifier name a change wrongly. The order is part of the counterexamples.
 */
const models = [
  partsWith(
    2,
    'id',
    'a: { oneOf: [x, y, z] }, b: { bool: 50% }',
    `
  ua: { weight: 4, update: parts, redraw: [a] }
  ub: { weight: 4, update: parts, redraw: [b] }
  i: { weight: 1, insert: parts }
  d: { weight: 1, delete: parts }`,
  ),
  partsWith(
    2,
    '{ uuid: id }',
    `a: { oneOf: [x, y, z] }, b: ${number}`,
    `
  ua: { weight: 4, update: parts, redraw: [a] }
  t: { weight: 2, steps: [{ insert: parts }, { update: parts, redraw: [a], row: 1 }, { update: parts, redraw: [b], row: 1 }] }
  t2: { weight: 3, steps: [{ update: parts, redraw: [a] }, { update: parts, redraw: [b] }] }
  d: { weight: 1, delete: parts }`,
  ),
  partsWith(
    1,
    'id',
    `a: ${number}, b: ${number}`,
    `
  ua: { weight: 1, update: parts, redraw: [a] }
  ub: { weight: 1, update: parts, redraw: [b] }`,
  ),
  partsWith(2, 'id', 'a: { oneOf: [x, y] }', 'ua: { weight: 1, update: parts, redraw: [a] }'),
  partsWith(
    3,
    'id',
    'a: { int: { from: 1, to: 9 }, nulls: 30% }, b: { int: { from: 1, to: 9 }, presentWith: a }',
    `
  f: { weight: 3, update: parts, fill: [a] }
  ua: { weight: 4, update: parts, redraw: [a] }
  z: { weight: 1, update: parts, set: { a: null, b: null } }
  di: { weight: 1, steps: [{ insert: parts }, { delete: parts }] }
  i: { weight: 1, insert: parts }`,
  ),
  partsWith(
    1,
    'id',
    `a: ${number}, b: { oneOf: [x, y] }`,
    `
  ua: { weight: 1, update: parts, redraw: [a] }
  ub: { weight: 1, update: parts, redraw: [b] }
  no: { weight: 1, update: parts, set: { b: x }, noop: true }`,
  ),
].map(text => modelOf(text));

const pace: Circumstances['pace'] = { pace: { kind: 'closedLoop' }, jitterUs: 0 };
const anyFewRows: fc.Arbitrary<FewRows> = fc.tuple(
  fc.nat(models.length - 1),
  fc.nat(0xff_ffff),
  fc.integer({ min: 1, max: 2 }),
  fc.integer({ min: 2, max: 41 }),
);
/** Something holds for any workload of few rows; what it once did not hold for is tried first, each time. */
export function forFewRows(
  numRuns: number,
  found: readonly FewRows[],
  holds: (workload: Workload, made: FewRows) => void,
): void {
  const property = fc.property(anyFewRows, made => {
    const [model, randomSeed, lanes, operations] = made;
    holds(workloadOf(models[model]!, { randomSeed, lanes, operations, pace }), made);
  });
  const examples = found.map((made): [FewRows] => [made]);
  fc.assert(property, { ...runs(examples.length + numRuns), examples });
}
