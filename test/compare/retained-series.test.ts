import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retainedSeries } from '../../src/compare/retained-series.ts';
import { sideOf } from './build-sides.ts';

/** A run whose slot was looked at from the run's start; its stream began after two seconds. */
function run(slot: string) {
  const look = { confirmedBytesBehind: 0, active: true };
  return {
    phases: [
      { name: 'seed', atMs: 0, durationMs: 2_000 },
      { name: 'stream', atMs: 2_000, durationMs: 5_000 },
    ],
    slots: {
      [slot]: {
        own: true,
        plugin: 'pgoutput',
        activeLast: true,
        walStatusLast: 'reserved',
        retainedBytesMax: 900,
        retainedBytesLast: null,
        confirmedBytesBehindMax: null,
        series: [
          { ...look, atMs: 1_000, retainedBytes: 100 },
          { ...look, atMs: 4_000, retainedBytes: 900 },
        ],
      },
    },
  } as Parameters<typeof sideOf>[1][number];
}

test("looks count from the start of the stream, and the tool's slot is one whatever it is called", () => {
  const sides = { base: sideOf('a', [run('x_1'), run('x_2')]), candidate: sideOf('b', [run('x_3')]) };
  const looks = [
    { atMs: -1_000, bytes: 100 },
    { atMs: 2_000, bytes: 900 },
  ];
  const base = [0, 1].map(number => ({ run: number, looks }));
  assert.deepEqual(retainedSeries(sides, true), [
    { slot: "the tool's own slot", base, candidate: [{ run: 0, looks }] },
  ]);
  assert.deepEqual(retainedSeries(sides, false), []);
});
