import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { committed, rejected, type Answering } from '../helpers/fake-sender.ts';
import { beginStream } from '../helpers/fake-stream.ts';
import { change, children, operation, parents } from '../helpers/operations.ts';
import type { Operation } from '../../src/plan/operation.ts';

const sketch = fc.record({
  gapMs: fc.nat(6),
  takesMs: fc.integer({ min: 1, max: 15 }),
  outcome: fc.constantFrom('committed', 'rejected', 'retried'),
  isSkip: fc.nat(4).map(one => one === 0),
  touches: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
  table: fc.constantFrom(parents, children),
  refersTo: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 1 }),
});
const anyStream = fc.record({
  lanes: fc.array(fc.array(sketch, { maxLength: 10 }), { minLength: 1, maxLength: 4 }),
  connections: fc.integer({ min: 1, max: 3 }),
  pipeline: fc.integer({ min: 1, max: 4 }),
  closedLoop: fc.boolean(),
});

test('any stream: order, due times, window, pipeline and one answer for each operation', async t => {
  const run = async ({ lanes, ...settings }: typeof anyStream extends fc.Arbitrary<infer S> ? S : never) => {
    const sketches = new Map<number, (typeof lanes)[number][number]>();
    const planned = lanes.map((lane, index) => {
      let dueUs = 0;
      return lane.map((each, turn) => {
        const number = turn * lanes.length + index;
        sketches.set(number, each);
        dueUs += each.gapMs * 1_000;
        const { table, refersTo } = each;
        const rows = [...new Set(each.touches)];
        const changes = rows.map(row => change({ kind: 'update', table, row, refersTo }));
        return operation({
          number,
          lane: index,
          dueUs,
          ...(each.isSkip ? { event: undefined, changes: [] } : { changes }),
        });
      });
    });
    const all = new Map(planned.flat().map(each => [each.number, each]));
    const answering: Answering = ({ number }, attempt) => {
      const { takesMs, outcome } = sketches.get(number)!;
      if (outcome === 'retried' && attempt <= 2) return { afterMs: takesMs, outcome: rejected('40001') };
      return { afterMs: takesMs, outcome: outcome === 'rejected' ? rejected('23505') : committed };
    };
    const stream = beginStream(t, { lanes: planned, answering, ...settings });
    for (let ms = 0; ms < 3_000 && stream.result() === undefined; ms++) {
      await stream.time.pass(1);
      for (const sender of stream.senders) assertCommutes(sender.inFlight.map(number => all.get(number)!));
    }
    assert.equal(stream.result()?.ending, 'planDone');
    assert.deepEqual(
      stream.result()?.operationsPerLane,
      planned.map(lane => lane.length),
    );
    for (const { inFlightMax, sent } of stream.senders) {
      assert.ok(inFlightMax <= settings.pipeline);
      for (const { number, atMs } of sent) assert.ok(settings.closedLoop || atMs * 1_000 >= all.get(number)!.dueUs);
    }
    const isSkip = ({ event }: Operation): boolean => event === undefined;
    const numbers = (each: readonly Operation[]): number[] => each.map(({ number }) => number);
    for (const lane of planned) {
      const first = stream.senders.flatMap(({ numbers: sent }) =>
        [...new Set(sent)].filter(n => all.get(n)!.lane === lane[0]?.lane),
      );
      assert.deepEqual(first, numbers(lane.filter(each => !isSkip(each))));
    }
    const sorted = (each: Iterable<number>): number[] => [...each].sort((a, b) => a - b);
    assert.deepEqual(
      sorted(stream.notes.outcomes.keys()),
      sorted(numbers(planned.flat().filter(each => !isSkip(each)))),
    );
    assert.deepEqual(sorted(stream.notes.skips), sorted(numbers(planned.flat().filter(isSkip))));
  };
  await fc.assert(fc.asyncProperty(anyStream, run), { seed: 20_240_501, numRuns: 300 });
});

/** What is in flight of one lane commutes: no row that one touches is touched or referred to by another. */
function assertCommutes(inFlight: readonly Operation[]): void {
  const touched = ({ changes }: Operation): string[] =>
    changes.map(({ step, rowNumber }) => `${step.table} ${rowNumber}`);
  const referred = ({ changes }: Operation): string[] =>
    changes.flatMap(({ references }) => references.map(row => `${parents} ${row}`));
  for (const [place, one] of inFlight.entries()) {
    for (const other of inFlight.slice(place + 1).filter(each => each.lane === one.lane)) {
      const conflicts = [
        ...touched(one).filter(row => touched(other).includes(row) || referred(other).includes(row)),
        ...referred(one).filter(row => touched(other).includes(row)),
      ];
      assert.deepEqual(conflicts, [], `${one.number} and ${other.number} are in flight together`);
    }
  }
}
