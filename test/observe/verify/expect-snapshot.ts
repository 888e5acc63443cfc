import assert from 'node:assert/strict';
import { hashName, mix32 } from '../../../src/plan/random.ts';
import type { Workload } from '../../../src/plan/workload.ts';
import { copyOf, referenceSettings, settingsOf, tell } from './feed.ts';
import { findingsOf, runWorkload, shuffledByRow } from './run-workload.ts';
import type { Chance, Emitted } from './server-stream.ts';

/**
 * Tells a perfect run to captures whose connectors read some of the seeded rows in a snapshot, each after any of its changes,
 * and asserts that nothing is found but the changes that the reads stand for.
 */
export function expectSnapshot(workload: Workload, made: unknown): void {
  const seed = mix32(hashName(`${JSON.stringify(made)} snapshot`));
  const shape = { full: seed % 3 === 0, share: [0, 10, 25, 40][seed % 4]! };
  for (const overlaps of [false, true]) expectIn(runWorkload(workload, seed, { ...shape, overlaps }));
}

function expectIn(run: ReturnType<typeof runWorkload>): void {
  const { chance, emitted } = run;
  const { seen, coalesced } = withReads(emitted, chance);
  const shuffled = () => shuffledByRow(seen, chance).map(({ change }) => change);
  const named = settingsOf('named', { positions: 'record', seeded: 'either' });
  const plain = settingsOf('plain', { seeded: 'either' });
  const captures = [
    { settings: referenceSettings, seen: emitted.map(({ change }) => change) },
    { settings: named, seen: shuffled() },
    { settings: plain, seen: shuffled() },
  ];
  const { reference, ...together } = tell({ ...run, captures });
  const alone = tell({ ...run, captures: [{ settings: named, seen: shuffled() }] });
  assert.deepEqual(findingsOf(reference!), {});
  for (const [name, result] of Object.entries({ ...together, alone: alone['named']! })) {
    const said = `${name} ${JSON.stringify(result.examples[0])}`;
    assert.deepEqual(findingsOf(result), coalesced === 0 ? {} : { coalesced }, said);
    const { status, expected, matched } = result;
    const all = { status: 'clean', expected: emitted.length, matched: emitted.length - coalesced };
    assert.deepEqual({ status, expected, matched }, all, said);
  }
}

/** Half of the seeded rows as reads, which stand for what the row had gone through by then. */
function withReads(emitted: readonly Emitted[], chance: Chance): { seen: Emitted[]; coalesced: number } {
  const dropped = new Set<Emitted>();
  const reads = new Map<Emitted, Emitted>();
  for (const first of emitted.filter(({ operation }) => operation === undefined)) {
    if (chance(2) === 0) continue;
    const row = emitted.filter(each => each.table === first.table && each.rowNumber === first.rowNumber);
    const end = row.findIndex(({ change }) => change.op === 'delete');
    // An image that comes twice may have been read at either time: which one nobody knows.
    const cuts = row.slice(0, end < 0 ? row.length : end).filter(each => row.every(o => o === each || !alike(o, each)));
    const cut = cuts[chance(cuts.length)];
    if (cut === undefined) continue;
    for (const each of row.slice(0, row.indexOf(cut))) dropped.add(each);
    const change = copyOf(cut.change, { op: 'read', before: undefined, position: undefined, committedAtUs: undefined });
    reads.set(cut, { ...cut, change });
  }
  const seen = emitted.flatMap(each => (dropped.has(each) ? [] : [reads.get(each) ?? each]));
  return { seen, coalesced: dropped.size };
}

function alike({ change: { after: one } }: Emitted, { change: { after: other, columns } }: Emitted): boolean {
  const modelled = columns.filter(name => !['created_at', 'updated_at'].includes(name)).length;
  return JSON.stringify(one?.slice(0, modelled)) === JSON.stringify(other?.slice(0, modelled));
}
