import assert from 'node:assert/strict';
import { hashName, mix32 } from '../../../src/plan/random.ts';
import type { Workload } from '../../../src/plan/workload.ts';
import { referenceSettings, settingsOf, tell } from './feed.ts';
import { findingsOf, runWorkload, shuffledByRow } from './run-workload.ts';

/** Tells a perfect run in a random order to captures of each sort and asserts that nothing is found. */
export function expectClean(workload: Workload, made: unknown): void {
  const seed = mix32(hashName(JSON.stringify(made)));
  const shape = { full: seed % 3 === 0, share: [0, 10, 25, 40][seed % 4]! };
  for (const overlaps of [false, true]) expectIn(runWorkload(workload, seed, { ...shape, overlaps }));
}

function expectIn(run: ReturnType<typeof runWorkload>): void {
  const { chance, emitted } = run;
  const shuffled = () => shuffledByRow(emitted, chance).map(({ change }) => change);
  const named = settingsOf('named', { positions: 'record' });
  const captures = [
    { settings: referenceSettings, seen: emitted.map(({ change }) => change) },
    { settings: named, seen: shuffled() },
    { settings: settingsOf('plain'), seen: shuffled() },
  ];
  const together = tell({ ...run, captures });
  const alone = tell({ ...run, captures: [{ settings: named, seen: shuffled() }] });
  for (const [name, result] of Object.entries({ ...together, alone: alone['named']! })) {
    assert.deepEqual(findingsOf(result), {}, `${name} ${JSON.stringify(result.examples[0])}`);
    const { status, expected, matched } = result;
    const all = { status: 'clean', expected: emitted.length, matched: emitted.length };
    assert.deepEqual({ status, expected, matched }, all, name);
  }
}
