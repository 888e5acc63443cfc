import type { WrittenModel } from '../../plan/any-model/any-model.ts';
import type { Circumstances } from '../../plan/workloads.ts';
import type { FewRows } from './few-rows.ts';

/** Runs of few rows that were named wrongly once, by canary; `clean` is a perfect stream. */
export const fewRowsFound: Readonly<Record<string, readonly FewRows[]>> = {
  '50 sent again': [
    [2, 13397954, 1, 29],
    [5, 2754397, 2, 37],
    [2, 6474877, 1, 35],
    [5, 4075992, 1, 21],
    [1, 11599651, 1, 30],
    [0, 6331830, 1, 14],
  ],
  '50 sent again after a reconnect': [
    [5, 6549934, 2, 7],
    [2, 16630810, 1, 41],
    [4, 14849150, 2, 14],
    [0, 2700276, 1, 15],
    [4, 13688060, 1, 32],
    [5, 23, 2, 5],
    [5, 3641769, 1, 6],
  ],
  'lost, and told after a restart among 50 sent again': [
    [4, 16777208, 1, 6],
    [0, 16649050, 1, 4],
    [4, 7555312, 1, 7],
    [0, 5, 1, 38],
    [0, 6290058, 2, 11],
    [0, 5692391, 2, 5],
  ],
  'a key that there is not': [
    [0, 11846665, 2, 28],
    [5, 13460727, 1, 39],
    [5, 11338493, 1, 17],
  ],
  'a whole run before this one': [[5, 8608817, 1, 9]],
  "another row's key": [[0, 16220251, 2, 37]],
  clean: [
    [0, 9889050, 1, 39],
    [3, 12675132, 1, 41],
    [0, 6326605, 1, 31],
    [5, 11486422, 1, 17],
    [5, 16196450, 1, 16],
    [1, 16066867, 1, 25],
  ],
  'kind altered': [
    [0, 12437557, 2, 31],
    [0, 626712, 1, 36],
    [0, 2934278, 2, 31],
    [4, 13539866, 2, 37],
    [5, 5207525, 1, 32],
    [4, 8642951, 1, 23],
    [5, 13123963, 2, 10],
  ],
  'one altered': [
    [5, 11806143, 1, 29],
    [0, 12606563, 2, 37],
    [5, 1682008, 1, 24],
    [3, 5269951, 2, 40],
    [3, 2508352, 2, 24],
  ],
  'one altered to the image before': [
    [5, 7388936, 1, 39],
    [1, 6824974, 1, 39],
    [5, 7780681, 1, 34],
    [0, 269367, 2, 19],
  ],
  'one dropped': [
    [5, 2369135, 1, 18],
    [0, 1230375, 1, 41],
    [0, 14420269, 1, 41],
  ],
  'one invented': [[0, 7036974, 2, 37]],
  'one repeated': [
    [5, 1836552, 2, 36],
    [5, 11234189, 2, 31],
    [1, 4747448, 1, 17],
    [5, 135803, 2, 19],
    [5, 13114381, 1, 39],
    [0, 10103847, 1, 35],
    [1, 14296272, 1, 33],
    [5, 3300471, 2, 20],
    [2, 6389374, 1, 38],
  ],
  'two of one key swapped': [
    [4, 12552251, 2, 19],
    [0, 6326605, 1, 31],
    [3, 2310806, 1, 25],
    [5, 11435060, 1, 38],
    [5, 6500905, 1, 31],
  ],
};
/** Runs of generated models that were, by canary. */
export const modelsFound: Readonly<Record<string, readonly (readonly [WrittenModel, Circumstances])[]>> = {
  'one invented': [
    [
      {
        version: 1,
        name: 'any',
        ddl: 'none.sql',
        tables: {
          t0: {
            rows: 37,
            key: { uuid: 'id' },
            columns: {
              c0: { bytes: { length: { from: 3, to: 7 } }, nulls: '3%' },
              c2: { oneOf: { '2': 2, '10': 1, alfa: 8, bravo: 3, charlie: 7 }, presentWith: 'c0' },
              c1: { bytes: { length: 4 } },
            },
          },
        },
        events: {
          e0: { weight: 1, steps: [{ delete: 't0' }] },
          e1: { weight: 2, expect: '23514', update: 't0', set: { c1: { bytes: { length: { from: 3, to: 4 } } } } },
          e2: { weight: 2, steps: [{ delete: 't0', where: { c2: 'alfa' } }] },
          e3: {
            weight: 1,
            steps: [
              { insert: 't0', with: { c0: { bytes: { length: { from: 1, to: 6 } } }, c2: 'bravo' } },
              { delete: 't0' },
            ],
          },
          e4: {
            weight: 6,
            steps: [
              { insert: 't0', with: { c0: { bytes: { length: 9 } }, c2: 'alfa' } },
              { update: 't0', redraw: ['c1'], set: { c0: { bytes: { length: 3 } }, c2: '2' }, row: 1 },
              { update: 't0', fill: ['c0'], set: { c1: null } },
              {
                insert: 't0',
                with: { c0: { bytes: { length: 12 } }, c2: 'charlie', c1: { bytes: { length: { from: 3, to: 11 } } } },
              },
              { update: 't0', redraw: 'c2', pick: 1, set: { c1: null, c0: null }, row: 3 },
            ],
          },
          e5: { weight: 5, update: 't0', set: { c1: { bytes: { length: 5 } } }, where: { c0: null } },
          e6: { weight: 6, steps: [{ insert: 't0' }] },
        },
      },
      {
        randomSeed: '"UN',
        lanes: 6,
        operations: 146,
        pace: { pace: { kind: 'interval', us: 700000 }, jitterUs: 700000 },
      },
    ],
  ],
  '50 sent again after a reconnect': [
    [
      {
        version: 1,
        name: 'any',
        ddl: 'none.sql',
        tables: { t0: { rows: 5, key: { uuid: 'id' }, columns: { c0: { bool: '27%' } } } },
        events: {
          e0: { weight: 4, steps: [{ update: 't0', redraw: 'c0', pick: 1 }] },
          e1: { weight: 6, steps: [{ delete: 't0' }] },
          e2: { weight: 2, expect: '23514', steps: [{ delete: 't0', where: { c0: [true, false, true, null] } }] },
          e3: { weight: 0, insert: 't0' },
          e4: { weight: 2, steps: [{ update: 't0', redraw: ['c0'], where: { c0: [true] } }] },
        },
      },
      {
        randomSeed: 'xm',
        lanes: 6,
        operations: 24,
        pace: { pace: { kind: 'rate', perSecond: { numerator: 7, denominator: 3 } }, jitterUs: 0 },
      },
    ],
    [
      {
        version: 1,
        name: 'any',
        ddl: 'none.sql',
        tables: {
          t0: {
            rows: 20,
            key: 'id',
            columns: {
              c0: { date: { from: '+1d', to: '+9d' }, nulls: '100%' },
              c2: { date: { from: '+5d', to: '+11d' } },
              c1: { int: { from: -3, to: -2 }, presentWith: 'c0' },
              c3: { json: { a: { digits: 5 }, b: { bool: '31%', nulls: '50%' }, c: { json: { d: { digits: 3 } } } } },
              c5: { int: { from: 2, to: 3 } },
              c4: { after: 'c2', within: '3s..2d' },
            },
          },
          t3: {
            rows: 1,
            key: { uuid: 'id' },
            columns: {
              c0: { text: { length: { from: 1, to: 9 } } },
              c2: { digits: 2 },
              c1: { int: { from: -2, to: -2 } },
              c3: { date: { from: '+2d', to: '+3d' } },
            },
          },
          t1: { rows: 55, key: { uuid: 'id' }, columns: {} },
          t2: {
            rows: 2,
            key: { uuid: 'id' },
            columns: {
              c1: { timestamp: { from: '+1d', to: '+4d' } },
              c0: { oneOf: { alfa: 3, bravo: 1, charlie: 6 }, nulls: '55%' },
              c3: { faker: 'word.noun', max: 18 },
              c2: { uuid: 'random', presentWith: 'c1' },
            },
          },
        },
        events: {
          e0: { weight: 2, steps: [{ insert: 't1' }] },
          e1: { weight: 6, steps: [{ delete: 't0' }] },
          e2: { weight: 2, steps: [{ update: 't2', redraw: 'c3', set: { c0: null } }] },
        },
      },
      { randomSeed: 'z$~', lanes: 5, operations: 147, pace: { pace: { kind: 'closedLoop' }, jitterUs: 0 } },
    ],
  ],
};
