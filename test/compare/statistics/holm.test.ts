import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holm } from '../../../src/compare/statistics/holm.ts';

// Worked by hand: the smallest times the number of tests, the next times one less, none below the one before, none over 1.
for (const [given, adjusted] of [
  [
    [0.01, 0.04, 0.03],
    [0.03, 0.06, 0.06],
  ],
  [
    [0.01, 0.02, 0.03, 0.04],
    [0.04, 0.06, 0.06, 0.06],
  ],
  [
    [0.5, 0.9],
    [1, 1],
  ],
  [[0.02], [0.02]],
  [[], []],
] as const) {
  test(`Holm makes ${given.join(', ') || 'nothing'} into ${adjusted.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(
      holm(given).map(p => Number(p.toFixed(12))),
      [...adjusted],
    );
  });
}
